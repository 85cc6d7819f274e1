// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/report/ReportFixture.h"

#include "app/report/ReportTitle.h"

#include <gtest/gtest.h>

using namespace knockback;
using journal::Event;

namespace {

journal::AttemptPtr ofCall(test::Records& records, std::uint64_t call, int status, bool token = false) {
    auto record = *records.read(
        test::exchange(status, base::Seconds(0), status == 429 ? test::limited("0") : http::HeaderList()));
    record.call = {call};
    record.tokenRequest = token;
    return std::make_shared<journal::AttemptRecord>(record);
}

Event at(base::Seconds when, journal::EventBody body) {
    return {0, {}, test::noon + when, std::move(body)};
}

TEST(ReportInput, TakesTheCallsAttemptsWaitsAndEarlierOnes) {
    test::Records records;
    const auto earlier = ofCall(records, 1, 200);
    const auto blocked = ofCall(records, 2, 429);
    const auto last = ofCall(records, 2, 200);
    const auto foreign = ofCall(records, 3, 200);
    const std::vector<Event> events{
        at(base::Seconds(0), journal::AttemptFinished{earlier}),
        at(base::Seconds(1), journal::AttemptFinished{blocked}),
        at(base::Seconds(1), journal::WaitStarted{{2},
                                                  {9},
                                                  journal::WaitReason::RetryAfter,
                                                  {},
                                                  test::noon + base::Seconds(5),
                                                  {},
                                                  QStringLiteral("why")}),
        at(base::Seconds(2), journal::WaitStarted{{3}, {10}, journal::WaitReason::Backoff, {}, {}, {}, {}}),
        at(base::Seconds(4), journal::WaitEnded{{2}, {9}, journal::WaitEnd::Skipped}),
        at(base::Seconds(5), journal::AttemptFinished{last}),
        at(base::Seconds(6), journal::AttemptFinished{foreign}),
    };
    const auto input = report::inputFromJournal(events, {2});
    EXPECT_EQ(input.attempts, (std::vector<journal::AttemptPtr>{earlier, blocked, last}));
    EXPECT_EQ(input.focus, 1U) << "the blocked one";
    ASSERT_EQ(input.waits.size(), 1U);
    EXPECT_EQ(input.waits[0].from, test::noon + base::Seconds(1));
    EXPECT_EQ(input.waits[0].to, test::noon + base::Seconds(4)) << "it was skipped, not waited out";
    EXPECT_TRUE(report::inputFromJournal(events, {7}).attempts.empty());
    EXPECT_EQ(report::inputFromJournal(events, {2}, 0).attempts.size(), 2U);
}

TEST(ReportInput, AWaitThatIsStillOnIsShownToItsDueTime) {
    test::Records records;
    const std::vector<Event> events{
        at(base::Seconds(1), journal::AttemptFinished{ofCall(records, 2, 429)}),
        at(base::Seconds(1),
           journal::WaitStarted{{2}, {9}, journal::WaitReason::RetryAfter, {}, test::noon + base::Seconds(42), {}, {}}),
    };
    const auto input = report::inputFromJournal(events, {2});
    ASSERT_EQ(input.waits.size(), 1U);
    EXPECT_EQ(input.waits[0].length(), base::Seconds(41));
}

TEST(ReportInput, CaptureKeepsTheSameEndpointOnly) {
    test::Records records;
    auto other = test::exchange(200, base::Seconds(1));
    other.request.url = "https://api.github.com/user";
    const std::vector<journal::AttemptPtr> all{records.read(test::exchange(200, base::Seconds(0))), records.read(other),
                                               records.read(test::exchange(429, base::Seconds(2), test::limited("0")))};
    const auto input = report::inputFromCapture(all, 2);
    EXPECT_EQ(input.attempts.size(), 2U);
    EXPECT_EQ(input.focus, 1U);
    EXPECT_TRUE(report::inputFromCapture(all, 3).attempts.empty());
}

TEST(ReportInput, FocusIsTheLastBlockThatWasOurs) {
    test::Records records;
    const auto ok = ofCall(records, 1, 200);
    const auto blocked = ofCall(records, 1, 429);
    EXPECT_EQ(report::defaultFocus({blocked, ok}), 0U);
    EXPECT_EQ(report::defaultFocus({ok, ok}), 1U);
    EXPECT_EQ(report::defaultFocus({blocked, ofCall(records, 1, 429, true)}), 0U) << "not the token request";
    EXPECT_EQ(report::defaultFocus({}), 0U);
}

QString titleOf(const http::Attempt& attempt) {
    test::Records records;
    return report::reportTitle({{records.read(attempt)}, {}, 0});
}

TEST(ReportTitle, SaysNoMoreThanTheAnswersProve) {
    const QString subject = QStringLiteral("Requests to /search/repositories ");
    EXPECT_EQ(titleOf(test::exchange(429, base::Seconds(0), test::limited("27"))),
              subject + QStringLiteral("blocked below the announced limit"));
    EXPECT_EQ(titleOf(test::exchange(429, base::Seconds(0), test::limited("0"))),
              subject + QStringLiteral("blocked by a rate limit"));
    EXPECT_EQ(titleOf(test::exchange(429, base::Seconds(0))), subject + QStringLiteral("blocked by a rate limit"));
    EXPECT_EQ(titleOf(test::exchange(0, base::Seconds(0))), subject + QStringLiteral("failed on the network"));
    EXPECT_EQ(titleOf(test::exchange(200, base::Seconds(0))), subject + QStringLiteral("answered with 200 OK"));
}

TEST(ReportTitle, SummaryCountsBlocks) {
    test::Records records;
    EXPECT_EQ(report::reportSummary(records.blockedInput()),
              QStringLiteral("2026-11-21 10:00:10 UTC to 2026-11-21 10:00:40 UTC · 2 of 4 requests blocked"));
}

} // namespace
