// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Redactor.h"
#include "app/journal/Event.h"

namespace knockback::test {

// An exchange that worked; tests change what they are about.
inline http::Attempt workingAttempt() {
    http::Attempt attempt;
    attempt.request.method = "GET";
    attempt.request.url = "https://api.example/items?page=1";
    attempt.request.headers = {{"Accept", "*/*"}, {"User-Agent", "curl/8"}};
    attempt.response.emplace();
    attempt.response->head.status = 200;
    attempt.response->head.headers = {{"Content-Type", "application/json"}};
    attempt.response->body = QByteArray(R"({"items":[1,2]})");
    attempt.connection.httpVersion = "HTTP/2";
    attempt.connection.remoteAddress = "192.0.2.1:443";
    attempt.timing.total = std::chrono::milliseconds(120);
    return attempt;
}

inline journal::AttemptPtr record(const http::Attempt& attempt, diagnosis::Cause cause = diagnosis::Cause::None) {
    journal::AttemptRecord made{{}, {}, 1, {}, {}, {}, http::Redactor().redact(attempt), {}, {}, {}};
    made.diagnosis.cause = cause;
    made.diagnosis.title = QStringLiteral("Blocked");
    return std::make_shared<const journal::AttemptRecord>(std::move(made));
}

} // namespace knockback::test
