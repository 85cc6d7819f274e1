// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace knockback::interop {

// One exchange as its pieces stand in a text; what was not pasted is empty.
struct ExchangeParts {
    QByteArray url; // known from somewhere else than the request's head: a command, a log
    QByteArray method;
    QByteArray requestHead; // request line and fields
    QByteArray requestBody;
    std::vector<QByteArray> answerHeads; // informational ones, then the final one; status line and fields
    QByteArray answerBody;
    std::optional<http::NetworkFailure> failure;
    http::ConnectionFacts connection;
    bool tls = false; // certainly; otherwise the address decides

    [[nodiscard]] bool isEmpty() const { return answerHeads.empty() && !failure; }
    [[nodiscard]] bool hasFinalHead() const;
};

// The exchange: URL from request line and Host, time from Date, chunks and codings of the body undone where its bytes
// are still as on the wire, a prompt behind it cut off. Text without a request leaves method and URL empty.
[[nodiscard]] http::Attempt toAttempt(ExchangeParts parts);

} // namespace knockback::interop
