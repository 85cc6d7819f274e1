// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Redactor.h"

#include <QByteArray>

#include <vector>

namespace knockback::interop {

// A command for a POSIX shell that sends what the attempt sent: the same method, URL bytes, header fields in their
// order and body, and none of the fields that curl adds on its own. Hidden values are environment variables, "$NAME". A
// body that is not text, or too long for an argument, stands in a here-document. Ends with a line break.
[[nodiscard]] QByteArray curlCommand(const http::RedactedAttempt& attempt);

// The environment variables that the command reads, in order.
[[nodiscard]] std::vector<QByteArray> curlVariables(const http::RedactedAttempt& attempt);

} // namespace knockback::interop
