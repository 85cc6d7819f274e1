// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/RetryPolicy.h"

#include "tests/support/SeededRandom.h"

namespace knockback::retry {

using namespace std::chrono_literals;

TEST(Backoff, exponentialWithoutJitterDoublesUpToTheCap) {
    test::SeededRandom random;
    const Backoff backoff{BackoffKind::Exponential, JitterKind::None, 500ms, 3s};
    EXPECT_EQ(backoffDelay(backoff, 2, 0ns, random), 500ms);
    EXPECT_EQ(backoffDelay(backoff, 3, 0ns, random), 1s);
    EXPECT_EQ(backoffDelay(backoff, 4, 0ns, random), 2s);
    EXPECT_EQ(backoffDelay(backoff, 5, 0ns, random), 3s);
    EXPECT_EQ(backoffDelay(backoff, 2'000, 0ns, random), 3s) << "2^1998 is out of every integer's range";
}

TEST(Backoff, linearAndConstant) {
    test::SeededRandom random;
    EXPECT_EQ(backoffDelay({BackoffKind::Linear, JitterKind::None, 500ms, 60s}, 4, 0ns, random), 1500ms);
    EXPECT_EQ(backoffDelay({BackoffKind::Constant, JitterKind::None, 500ms, 60s}, 9, 0ns, random), 500ms);
}

TEST(Backoff, negativeAndZeroSettingsGiveNoWait) {
    test::SeededRandom random;
    EXPECT_EQ(backoffDelay({BackoffKind::Exponential, JitterKind::Full, 0ms, 0ms}, 3, 0ns, random), 0ns);
    EXPECT_EQ(backoffDelay({BackoffKind::Exponential, JitterKind::Full, -5ms, -1ms}, 3, 0ns, random), 0ns);
}

struct JitterCase {
    const char* name;
    JitterKind jitter;
    base::Nanoseconds low, high;
};

class BackoffJitter : public testing::TestWithParam<JitterCase> {};

// Third attempt, base 1 s, cap 60 s: the grown wait is 2 s.
INSTANTIATE_TEST_SUITE_P(Kinds, BackoffJitter,
                         testing::Values(JitterCase{"full", JitterKind::Full, 0s, 2s},
                                         JitterCase{"equal", JitterKind::Equal, 1s, 2s},
                                         JitterCase{"decorrelated", JitterKind::Decorrelated, 1s, 12s}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST_P(BackoffJitter, staysInItsRangeAndUsesAllOfIt) {
    test::SeededRandom random(42);
    const Backoff backoff{BackoffKind::Exponential, GetParam().jitter, 1s, 60s};
    auto smallest = base::Nanoseconds::max();
    auto largest = base::Nanoseconds(0);
    base::Nanoseconds sum{0};
    constexpr int samples = 5'000;
    for (int i = 0; i < samples; ++i) {
        const auto delay = backoffDelay(backoff, 3, 4s, random);
        ASSERT_GE(delay, GetParam().low);
        ASSERT_LE(delay, GetParam().high);
        smallest = std::min(smallest, delay);
        largest = std::max(largest, delay);
        sum += delay;
    }
    const auto range = GetParam().high - GetParam().low;
    EXPECT_LT(smallest, GetParam().low + range / 50);
    EXPECT_GT(largest, GetParam().high - range / 50);
    EXPECT_NEAR(double((sum / samples).count()), double((GetParam().low + range / 2).count()),
                double(range.count()) / 20);
}

TEST(Backoff, neverAboveTheCapWhateverTheSettings) {
    test::SeededRandom random(7);
    for (int i = 0; i < 10'000; ++i) {
        const Backoff backoff{static_cast<BackoffKind>(random.next() % 3), static_cast<JitterKind>(random.next() % 4),
                              base::Milliseconds(static_cast<long long>(random.next() % 100'000)),
                              base::Milliseconds(static_cast<long long>(random.next() % 100'000))};
        const auto delay =
            backoffDelay(backoff, static_cast<int>(random.next() % 100), base::Seconds(random.next() % 1'000), random);
        ASSERT_GE(delay, 0ns);
        ASSERT_LE(delay, backoff.cap);
    }
}

} // namespace knockback::retry
