// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/SchedulePreview.h"

#include "tests/support/SeededRandom.h"

namespace knockback::retry {

using namespace std::chrono_literals;

TEST(SchedulePreview, withoutJitterItIsTheScheduleItself) {
    test::SeededRandom random;
    RetryPolicy policy;
    policy.backoff.jitter = JitterKind::None;
    const auto preview = previewSchedule(policy, random);
    ASSERT_EQ(preview.size(), 5U);
    const std::vector<base::Nanoseconds> starts{0s, 500ms, 1'500ms, 3'500ms, 7'500ms};
    for (std::size_t i = 0; i < preview.size(); ++i) {
        EXPECT_EQ(preview[i].number, static_cast<int>(i) + 1);
        EXPECT_EQ(preview[i].start.p5, starts[i]);
        EXPECT_EQ(preview[i].start.p95, starts[i]);
        EXPECT_EQ(preview[i].share, 1);
    }
}

TEST(SchedulePreview, fullJitterIsEvenBetweenZeroAndTheWait) {
    test::SeededRandom random;
    const auto preview = previewSchedule(RetryPolicy(), random, 4000);
    const auto near = [](base::Nanoseconds value, double ms, double within) {
        EXPECT_NEAR(double(value.count()) / 1e6, ms, within);
    };
    near(preview[1].wait.p5, 25, 10);
    near(preview[1].wait.median, 250, 15);
    near(preview[1].wait.p95, 475, 10);
    near(preview[4].wait.median, 2000, 120);
    near(preview[4].start.median, 3750, 150);
}

TEST(SchedulePreview, valuesGrowAndAreInOrder) {
    test::SeededRandom random;
    for (int i = 0; i < 200; ++i) {
        RetryPolicy policy;
        policy.maxAttempts = 1 + static_cast<int>(random.next() % 30);
        policy.backoff = {static_cast<BackoffKind>(random.next() % 3), static_cast<JitterKind>(random.next() % 4),
                          base::Milliseconds(random.next() % 5'000), base::Milliseconds(random.next() % 50'000)};
        const auto preview = previewSchedule(policy, random, 50);
        ASSERT_EQ(preview.size(), std::min<std::size_t>(static_cast<std::size_t>(policy.maxAttempts), 12));
        for (std::size_t a = 1; a < preview.size(); ++a) {
            ASSERT_LE(preview[a].start.p5, preview[a].start.median);
            ASSERT_LE(preview[a].start.median, preview[a].start.p95);
            ASSERT_GE(preview[a].start.median, preview[a - 1].start.median);
            ASSERT_LE(preview[a].wait.p95, policy.backoff.cap);
        }
    }
}

TEST(SchedulePreview, theTimeLimitOfTheCallThinsItOut) {
    test::SeededRandom random;
    RetryPolicy policy;
    policy.maxAttempts = 10;
    policy.callTimeout = 4s;
    const auto preview = previewSchedule(policy, random);
    ASSERT_GE(preview.size(), 4U);
    for (std::size_t a = 1; a < preview.size(); ++a) {
        EXPECT_LE(preview[a].share, preview[a - 1].share);
        EXPECT_LE(preview[a].start.p95, 4s);
    }
    EXPECT_LT(preview.back().share, 0.5);
}

TEST(SchedulePreview, onlyTheFirstAttemptWithoutRetries) {
    test::SeededRandom random;
    RetryPolicy policy;
    policy.maxAttempts = 1;
    EXPECT_EQ(previewSchedule(policy, random).size(), 1U);
}

} // namespace knockback::retry
