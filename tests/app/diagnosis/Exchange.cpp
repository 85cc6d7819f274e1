// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/diagnosis/Exchange.h"

namespace knockback::diagnosis::test {

http::Attempt answered(const QByteArray& url, int status, Fields headers, const QByteArray& body,
                       const QByteArray& reason) {
    http::Attempt attempt;
    attempt.request.url = url;
    attempt.request.headers = {{"User-Agent", "Inventory/4.2 (ops@shop.example)"}, {"Accept", "*/*"}};
    http::Response response;
    response.head.status = status;
    response.head.reason = reason.isNull() ? http::reasonPhrase(status) : reason;
    response.head.headers = headers;
    response.body = http::Body(body);
    attempt.response = std::move(response);
    return attempt;
}

http::Attempt failed(const QByteArray& url, http::FailureKind kind, http::Phase phase, const QString& detail) {
    http::Attempt attempt;
    attempt.request.url = url;
    attempt.request.headers = {{"User-Agent", "Inventory/4.2 (ops@shop.example)"}};
    attempt.failure = http::NetworkFailure{kind, phase, detail};
    return attempt;
}

ratelimit::QuotaReading noLimits() {
    return {};
}

ratelimit::QuotaReading retryAfter(double seconds) {
    ratelimit::QuotaReading reading;
    reading.retryAfterSeconds = seconds;
    return reading;
}

ratelimit::QuotaReading window(double remaining, double resetSeconds) {
    ratelimit::QuotaReading reading;
    ratelimit::QuotaWindow w;
    w.limit = 100;
    w.remaining = remaining;
    w.resetSeconds = resetSeconds;
    reading.windows.push_back(w);
    return reading;
}

Diagnosis diagnose(const http::Attempt& attempt, const ratelimit::QuotaReading& quota) {
    static const Diagnoser diagnoser(providers::Catalogue::builtIn());
    return diagnoser.diagnose(attempt, quota);
}

} // namespace knockback::diagnosis::test
