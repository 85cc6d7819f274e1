// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RowResult.h"
#include "app/runs/RequestRun.h"

#include <gtest/gtest.h>

namespace knockback::runs {

namespace {

journal::AttemptPtr attempt(diagnosis::Cause cause) {
    journal::AttemptRecord record{.call = {},
                                  .id = {},
                                  .number = 1,
                                  .requestName = {},
                                  .provider = {},
                                  .lane = {},
                                  .exchange = http::Redactor().redact(http::Attempt{}),
                                  .diagnosis = {},
                                  .quota = {},
                                  .decision = {},
                                  .tokenRequest = false};
    record.diagnosis.cause = cause;
    return std::make_shared<const journal::AttemptRecord>(std::move(record));
}

} // namespace

TEST(RowResult, ANetworkThatFailsTurnsNobodyAway) {
    using diagnosis::Cause;
    const std::vector<journal::AttemptPtr> attempts = {attempt(Cause::Network), attempt(Cause::RateLimit),
                                                       attempt(Cause::None)};
    const auto result = rowResult(journal::CallOutcome::Ok, {}, attempts, {});
    EXPECT_EQ(result.tries, 3);
    EXPECT_EQ(result.blocked, 1);
}

TEST(RowResult, AFailedAttemptIsCountedAndDrawnOnce) {
    RequestRun run(1, 1);
    run.begin(base::SteadyTime{});
    ASSERT_TRUE(run.next());
    run.finished(0, rowResult(journal::CallOutcome::Failed, {}, {attempt(diagnosis::Cause::Network)}, {}), {});
    EXPECT_EQ(run.counts().turnedAway, 0u);
    EXPECT_EQ(run.counts().sent, 1u);
}

} // namespace knockback::runs
