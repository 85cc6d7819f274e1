// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/report/ReportFixture.h"

#include <gtest/gtest.h>

using namespace knockback;

namespace {

QString factOf(const report::EscalationReport& report, const char* label) {
    for (const auto& fact : report.fingerprint) {
        if (fact.label == QString::fromUtf8(label))
            return fact.value;
    }
    return {};
}

TEST(EscalationReport, FingerprintIsWhatAProviderSearchesFor) {
    test::Records records;
    report::ReportOptions options;
    options.credential = report::CredentialFacts{"github-app", "1f9c22aa", test::noon + base::Seconds(3600)};
    const auto report = records.blockedReport(options);
    EXPECT_EQ(factOf(report, "Time (UTC)"), QStringLiteral("2026-11-21T10:00:40.000Z"));
    EXPECT_EQ(factOf(report, "Endpoint"), QStringLiteral("GET https://api.github.com/search/repositories"));
    EXPECT_TRUE(factOf(report, "Request ID").endsWith(QStringLiteral(": 8C1E:2F41A:9E1")))
        << factOf(report, "Request ID").toStdString();
    EXPECT_EQ(factOf(report, "From → to"), QStringLiteral("192.0.2.9:53122 → 140.82.121.6:443, HTTP/2, TLSv1.3"));
    EXPECT_EQ(factOf(report, "Credential"),
              QStringLiteral("github-app (hidden), SHA-256 1f9c22aa…, expires 2026-11-21T11:00:00.000Z"));
    EXPECT_EQ(factOf(report, "Answer"),
              QStringLiteral("429 Too Many Requests, Retry-After: 41, 27 of 30 requests remaining (search)"));
    EXPECT_EQ(report.provider, QStringLiteral("GitHub"));
    EXPECT_TRUE(report.supportUrl.startsWith(QStringLiteral("https://"))) << report.supportUrl.toStdString();
}

TEST(EscalationReport, AddressesCanBeLeftOut) {
    test::Records records;
    report::ReportOptions options;
    options.addresses = false;
    EXPECT_EQ(factOf(records.blockedReport(options), "From → to"), QStringLiteral("HTTP/2, TLSv1.3"));
}

TEST(EscalationReport, ClockSkewIsPartOfTheTime) {
    test::Records records;
    auto headers = test::limited("0");
    headers.append("Date", "Sat, 21 Nov 2026 10:01:00 GMT");
    const auto input = report::ReportInput{{records.read(test::exchange(429, base::Seconds(0), headers))}, {}, 0};
    const auto report = report::buildReport(input, {}, providers::Catalogue::builtIn());
    EXPECT_TRUE(factOf(report, "Time (UTC)").contains(QStringLiteral("clock is +")))
        << factOf(report, "Time (UTC)").toStdString();
}

TEST(EscalationReport, RowsFollowTheAttempts) {
    test::Records records;
    const auto report = records.blockedReport();
    ASSERT_EQ(report.attempts.size(), 4U);
    EXPECT_EQ(report.attempts[0].answer, QStringLiteral("200 OK"));
    EXPECT_EQ(report.attempts[0].duration, QStringLiteral("182 ms"));
    EXPECT_EQ(report.attempts[3].cause, QStringLiteral("rate limit"));
    EXPECT_TRUE(report.attempts[3].isFocus);
    EXPECT_FALSE(report.attempts[2].isFocus);
    ASSERT_EQ(report.waits.size(), 1U);
    EXPECT_EQ(report.waits[0].length, QStringLiteral("9 s"));
    EXPECT_EQ(report.waits[0].reason, QStringLiteral("Retry-After"));
    ASSERT_EQ(report.readings.size(), 2U) << "answers without limits have no row";
    EXPECT_EQ(report.readings[0].remaining, QStringLiteral("27 of 30 requests"));
    EXPECT_FALSE(report.evidence.isEmpty());
    EXPECT_FALSE(report.nextSteps.isEmpty());
}

TEST(EscalationReport, RedactionsAreSummedByPlace) {
    test::Records records;
    const auto report = records.blockedReport();
    int authorization = 0;
    for (const auto& redaction : report.redactions) {
        if (redaction.place.compare(QStringLiteral("Authorization"), Qt::CaseInsensitive) == 0)
            authorization += redaction.count;
    }
    EXPECT_EQ(authorization, 4) << "one in each attempt";
    EXPECT_GE(report.redactionCount(), 12) << "header, cookie and query of four attempts";
}

TEST(EscalationReport, OptionsLeaveThingsOut) {
    test::Records records;
    report::ReportOptions nothing;
    nothing.fingerprint = nothing.attempts = nothing.limits = nothing.diagnosis = nothing.reproduction = false;
    const auto report = records.blockedReport(nothing);
    EXPECT_TRUE(report.fingerprint.empty() && report.attempts.empty() && report.waits.empty() &&
                report.readings.empty());
    EXPECT_TRUE(report.diagnosis.isEmpty() && report.reproduction.isEmpty());
    EXPECT_FALSE(report.title.isEmpty());
}

TEST(EscalationReport, AnAttemptThatFailedOnTheNetwork) {
    test::Records records;
    const auto input = report::ReportInput{{records.read(test::exchange(0, base::Seconds(0)))}, {}, 0};
    const auto report = report::buildReport(input, {}, providers::Catalogue::builtIn());
    EXPECT_FALSE(factOf(report, "Answer").isEmpty());
    EXPECT_EQ(report.attempts.at(0).cause, QStringLiteral("network"));
}

} // namespace
