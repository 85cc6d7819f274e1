// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/FieldCompletion.h"
#include "ui/models/VariableScope.h"

#include <QString>
#include <QStringList>

namespace knockback::ui {

// The variables whose name begins with, or holds, what stands between `{{` and the cursor; nothing outside of braces.
// What is taken closes the braces.
[[nodiscard]] CompletionOffer variableOffer(const QString& text, int cursor, const VariableScope& scope);

// The words that begin with, then those that hold, the whole text.
[[nodiscard]] CompletionOffer wordOffer(const QString& text, const std::vector<Candidate>& words);

// Request fields that people type most, each with what it is for.
[[nodiscard]] const std::vector<Candidate>& requestHeaders();
// Values that go with a request field: media types for Content-Type, directives for Cache-Control. May be empty.
[[nodiscard]] std::vector<Candidate> headerValues(const QString& name);

} // namespace knockback::ui
