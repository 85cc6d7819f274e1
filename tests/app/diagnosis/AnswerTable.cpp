// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/diagnosis/AnswerTable.h"

namespace knockback::diagnosis::test {
namespace {

http::Attempt attemptOf(const AnswerCase& row) {
    auto attempt = answered(row.url, row.status, {}, row.body);
    for (const auto& field : row.headers)
        attempt.response->head.headers.append(field.name, field.value);
    for (const auto& field : row.request)
        attempt.request.headers.set(field.name, field.value);
    return attempt;
}

// What the limits part reads from Retry-After's plain form: enough for a table of diagnoses.
ratelimit::QuotaReading readingOf(const http::Attempt& attempt) {
    bool ok = false;
    const double seconds = attempt.response->headers().value("Retry-After").value_or(QByteArray()).toDouble(&ok);
    return ok ? retryAfter(seconds) : noLimits();
}

} // namespace

void check(const AnswerCase& row) {
    const auto attempt = attemptOf(row);
    const auto d = diagnose(attempt, readingOf(attempt));
    EXPECT_EQ(causeName(d.cause), causeName(row.cause));
    EXPECT_EQ(d.subcause, row.subcause);
    if (*row.vendor != 0) {
        EXPECT_EQ(d.vendor, row.vendor);
    }
    if (*row.reference != 0) {
        ASSERT_FALSE(d.referenceIds.empty());
        EXPECT_EQ(d.referenceIds.front().value.toStdString(), row.reference);
    }
    if (row.wait) {
        ASSERT_TRUE(d.retryAfterSeconds);
        EXPECT_NEAR(*d.retryAfterSeconds, *row.wait, 0.01);
    }
    EXPECT_GT(d.confidence, 0);
    EXPECT_LT(d.confidence, 1);
    EXPECT_FALSE(d.title.isEmpty());
    EXPECT_FALSE(d.nextSteps.empty());
    EXPECT_FALSE(d.evidence.empty());
    if (testing::Test::HasFailure())
        for (const auto& e : d.evidence)
            std::cout << "    " << e.weight << ' ' << e.where.toStdString() << ": " << e.sentence.toStdString() << '\n';
}

} // namespace knockback::diagnosis::test
