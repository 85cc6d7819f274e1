// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Redactor.h"

#include <QByteArray>
#include <QString>

namespace knockback::report {

// A shell script that sends the request once, exactly as it was sent. Secrets come from environment variables, which it
// asks for by name before it does anything.
[[nodiscard]] QByteArray reproduceScript(const http::RedactedAttempt& attempt, const QString& title);

// "the environment variable GITHUB_APP"; empty when the script needs none.
[[nodiscard]] QString reproduceNeeds(const http::RedactedAttempt& attempt);

} // namespace knockback::report
