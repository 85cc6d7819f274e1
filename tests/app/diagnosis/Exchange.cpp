// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/diagnosis/Exchange.h"

#include "app/diagnosis/RuleSet.h"

#include <gtest/gtest.h>

#include <sstream>

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

namespace {

// A diagnosis as text, every member of it.
std::string written(const Diagnosis& d) {
    std::ostringstream out;
    out << causeName(d.cause).constData() << '/' << d.subcause.constData() << " by " << d.vendor.constData() << " at "
        << d.confidence << ", retry " << (d.retryable ? *d.retryable : 2) << " after "
        << d.retryAfterSeconds.value_or(-1) << "\n"
        << d.title.toStdString() << "\n"
        << d.docsUrl.toStdString() << ' ' << d.supportUrl.toStdString() << '\n';
    for (const auto& evidence : d.evidence)
        out << "evidence " << evidence.sentence.toStdString() << ' ' << evidence.weight << '\n';
    for (const auto& reference : d.referenceIds)
        out << "reference " << reference.name.toStdString() << ' ' << reference.value.toStdString() << '\n';
    for (const auto& step : d.nextSteps)
        out << "step " << static_cast<int>(step.action) << ' ' << step.text.toStdString() << '\n';
    return out.str();
}

} // namespace

// The program looks quickly which rules have a chance and tries those; a set of all rules tries each. Whatever a test
// asks, both must say the same.
Diagnosis diagnose(const http::Attempt& attempt, const ratelimit::QuotaReading& quota) {
    static const Diagnoser diagnoser(providers::Catalogue::builtIn());
    static const Diagnoser thorough(providers::Catalogue::builtIn(), RuleSet::builtIn());
    auto diagnosis = diagnoser.diagnose(attempt, quota);
    EXPECT_EQ(written(diagnosis), written(thorough.diagnose(attempt, quota)));
    return diagnosis;
}

} // namespace knockback::diagnosis::test
