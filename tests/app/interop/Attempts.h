// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"
#include "app/http/Redactor.h"

namespace knockback::interop::test {

// A POST with every part filled in, answered 429.
inline http::Attempt fullAttempt() {
    using namespace std::chrono_literals;
    http::Attempt a;
    a.request.method = "POST";
    a.request.url = "https://api.example.test/v1/parts?q=a%20b&page=2";
    a.request.headers = {
        {"Host", "api.example.test"}, {"X-Trace", "one"}, {"x-trace", "two"}, {"Content-Type", "application/json"}};
    a.request.body = http::Body(QByteArray("{\"name\":\"gr\xC3\xBC\xC3\x9F\"}"));
    http::Response r;
    r.head.version = "HTTP/1.1";
    r.head.status = 429;
    r.head.reason = "Too Many Requests";
    r.head.headers = {{"Retry-After", "7"}, {"Via", "a"}, {"Via", "b"}, {"X-Empty", ""}};
    r.body = http::Body(QByteArray("slow\n\"down\"\\"));
    a.response = std::move(r);
    a.timing.dns = 1500us;
    a.timing.connect = 2ms;
    a.timing.tls = 3ms;
    a.timing.send = 100us;
    a.timing.wait = 40ms;
    a.timing.receive = 250us;
    a.timing.total = 46850us;
    a.startedAt = base::fromEpochMs(1'795'255'200'123);
    a.connection.httpVersion = "HTTP/1.1";
    a.connection.remoteAddress = "[2001:db8::1]:8443";
    return a;
}

inline http::RedactedAttempt redacted(const http::Attempt& attempt) {
    return http::Redactor().redact(attempt);
}

} // namespace knockback::interop::test
