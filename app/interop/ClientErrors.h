// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/NetworkFailure.h"

#include <QByteArrayView>

#include <optional>

namespace knockback::interop {

// What a client's error message says went wrong: curl's and wget's sentences, Python's, Node's, Go's, Java's and .NET's
// words. `reached` is how far the exchange had come where the words do not tell. The message is the detail. Nothing
// when the words are of another kind.
[[nodiscard]] std::optional<http::NetworkFailure> failureFromWords(QByteArrayView message,
                                                                   http::Phase reached = http::Phase::None);

// A line that is one client's error message and nothing else: "curl: (7) Failed …", "http: error: …",
// "requests.exceptions.ConnectionError: …", "Error: connect ECONNREFUSED …", "wget: unable to resolve …".
[[nodiscard]] bool isErrorMessage(QByteArrayView line);

} // namespace knockback::interop
