// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestSettings.h"

#include <QString>

#include <optional>
#include <vector>

namespace knockback::ui {

// The short texts of the Settings tab, and back.

// "30 s"; empty = no bound.
[[nodiscard]] QString boundText(const std::optional<base::Milliseconds>& bound);
// Nothing when the text cannot be read; a bound of nothing when it is empty.
[[nodiscard]] std::optional<std::optional<base::Milliseconds>> readBound(QStringView text);

// "api.example:443:127.0.0.1, …"
[[nodiscard]] QString overridesText(const std::vector<QByteArray>& entries);
[[nodiscard]] std::vector<QByteArray> readOverrides(const QString& text);
// What is wrong with the first bad entry, in a sentence; empty = nothing. {{variables}} are not looked into.
[[nodiscard]] QString problemWithOverrides(const std::vector<QByteArray>& entries);

// What is wrong with a proxy's URL, in a sentence; empty = nothing.
[[nodiscard]] QString problemWithProxy(const QByteArray& url);

} // namespace knockback::ui
