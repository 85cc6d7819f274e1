// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/CurlTransport.h"
#include "tests/support/LoopRunner.h"

#include <optional>

namespace knockback::test {

// The real transport on a loop that the test runs on its own thread.
struct CurlRig {
    base::EpollLoop loop;
    http::CurlTransport transport{loop};

    // Sends and waits for the end.
    http::Attempt send(const http::Request& request, http::AttemptProgress progress = {}) {
        std::optional<http::Attempt> result;
        const auto pending = transport.send(
            request, [&](http::Attempt attempt) { result = std::move(attempt); }, std::move(progress));
        if (!runUntil(loop, [&] { return result.has_value(); })) {
            http::Attempt never;
            never.failure =
                http::NetworkFailure{http::FailureKind::Other, {}, QStringLiteral("the test gave up waiting")};
            return never;
        }
        return std::move(*result);
    }
    http::Attempt get(const QByteArray& url) { return send({.url = url}); }
};

// "timeout: phase=…" or empty, for readable expectations.
inline QByteArray failureOf(const http::Attempt& attempt) {
    return attempt.failure ? http::toHarError(*attempt.failure) : QByteArray();
}

} // namespace knockback::test
