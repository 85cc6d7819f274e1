// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/ExchangeDiff.h"
#include "tests/ui/compare/Exchanges.h"
#include "ui/compare/DiffSummary.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using diagnosis::Cause;
using test::record;
using test::workingAttempt;

http::Attempt blockedAttempt() {
    auto attempt = workingAttempt();
    attempt.response->head.status = 403;
    attempt.response->body = QByteArray("<html>no</html>");
    return attempt;
}

QStringList summary(const http::Attempt& left, const http::Attempt& right, Cause rightCause = Cause::None) {
    const auto l = record(left);
    const auto r = record(right, rightCause);
    return summaryOf(diffExchanges(*l, *r), sideNames(*l, *r));
}

TEST(ExchangeDiffTest, WhatOnlyTheWorkingOneSendsIsSaidFirst) {
    auto blocked = blockedAttempt();
    blocked.request.headers = {{"Accept", "*/*"}};
    const auto sentences = summary(workingAttempt(), blocked, Cause::SuspiciousPattern);
    ASSERT_FALSE(sentences.isEmpty());
    EXPECT_EQ(sentences[0], QStringLiteral("User-Agent is sent only by the working one: “curl/8”."));
    EXPECT_TRUE(
        sentences.contains(QStringLiteral("Status: 200 OK in the working one, 403 Forbidden in the blocked one.")));
}

TEST(ExchangeDiffTest, AnotherWayToTravelComesAfterWhatWasAsked) {
    auto blocked = blockedAttempt();
    blocked.connection.httpVersion = "HTTP/1.1";
    blocked.request.url = "https://api.example/items?page=2";
    const auto sentences = summary(workingAttempt(), blocked, Cause::SuspiciousPattern);
    const auto asked =
        sentences.indexOf(QStringLiteral("The parameter page is “1” in the working one, and “2” in the blocked one."));
    const auto travelled =
        sentences.indexOf(QStringLiteral("HTTP version: HTTP/2 in the working one, HTTP/1.1 in the blocked one."));
    EXPECT_EQ(asked, 0);
    EXPECT_GT(travelled, asked);
}

TEST(ExchangeDiffTest, TheSameRequestIsSaidToBeTheSame) {
    auto diff = diffExchanges(*record(workingAttempt()), *record(blockedAttempt(), Cause::RateLimit));
    EXPECT_TRUE(diff.sameRequest());
    const auto sentences = summary(workingAttempt(), blockedAttempt(), Cause::RateLimit);
    EXPECT_TRUE(sentences[0].startsWith(QStringLiteral("Both sent the same request")));
}

TEST(ExchangeDiffTest, OrderAndSpellingOfHeadersAreDifferencesOfTheRequest) {
    auto other = blockedAttempt();
    other.request.headers = {{"user-agent", "curl/8"}, {"Accept", "*/*"}};
    const auto diff = diffExchanges(*record(workingAttempt()), *record(other));
    EXPECT_FALSE(diff.sameRequest());
    const auto text = summary(workingAttempt(), other).join(u'\n');
    EXPECT_TRUE(text.contains(QStringLiteral("User-Agent is spelled user-agent")) ||
                text.contains(QStringLiteral("another order")))
        << text.toStdString();
}

TEST(ExchangeDiffTest, JsonIsComparedByWhatItSays) {
    auto other = workingAttempt();
    other.response->body = QByteArray("{ \"items\" : [1,\n 2] }");
    EXPECT_FALSE(diffExchanges(*record(workingAttempt()), *record(other)).responseBody.differs);
    other.response->body = QByteArray("{\"items\":[1,3]}");
    const auto body = diffExchanges(*record(workingAttempt()), *record(other)).responseBody;
    EXPECT_TRUE(body.differs);
    EXPECT_EQ(std::count_if(body.lines.begin(), body.lines.end(), [](const auto& row) { return row.isDifference(); }),
              1);
}

TEST(ExchangeDiffTest, BinaryBodiesAreComparedAsAWhole) {
    auto left = workingAttempt();
    auto right = workingAttempt();
    left.response->body = QByteArray("\x89PNG\0\1", 6);
    right.response->body = QByteArray("\x89PNG\0\2", 6);
    const auto diff = diffExchanges(*record(left), *record(right));
    EXPECT_TRUE(diff.responseBody.differs);
    EXPECT_TRUE(diff.responseBody.lines.empty());
    const auto rows = rowsOf(diff);
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [](const auto& row) {
        return row.kind == RowKind::Changed && row.left.contains(QStringLiteral("6 bytes"));
    }));
}

TEST(ExchangeDiffTest, SmallChangesOfTimeSayNothing) {
    auto slower = workingAttempt();
    slower.timing.total = std::chrono::milliseconds(150);
    EXPECT_FALSE(diffExchanges(*record(workingAttempt()), *record(slower)).timing.back().differs);
    slower.timing.total = std::chrono::seconds(3);
    EXPECT_TRUE(diffExchanges(*record(workingAttempt()), *record(slower)).timing.back().differs);
}

TEST(ExchangeDiffTest, AFailureStandsForItsMissingAnswer) {
    auto failed = workingAttempt();
    failed.response.reset();
    failed.failure.emplace();
    const auto diff = diffExchanges(*record(workingAttempt()), *record(failed, Cause::Network));
    const auto rows = rowsOf(diff);
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [](const auto& row) {
        return row.kind == RowKind::LeftOnly && row.left == QStringLiteral("Status: 200 OK");
    }));
}

TEST(ExchangeDiffTest, AttemptsOfOneCallAreCalledByTheirNumber) {
    auto one = *record(workingAttempt());
    auto two = *record(workingAttempt());
    one.call = two.call = base::CallId{7};
    two.number = 2;
    EXPECT_EQ(sideNames(one, two).left, QStringLiteral("attempt 1"));
    EXPECT_EQ(sideNames(one, two).right, QStringLiteral("attempt 2"));
}

} // namespace
} // namespace knockback::ui
