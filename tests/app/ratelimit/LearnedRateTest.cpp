// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/LearnedRate.h"

namespace knockback::ratelimit {

using namespace std::chrono_literals;

TEST(LearnedRate, holdsNothingBackBeforeABlock) {
    LearnedRate pace;
    base::SteadyTime now{1h};
    for (int i = 0; i < 1'000; ++i) {
        EXPECT_EQ(pace.opensAt(now), now);
        pace.sent(now);
        pace.passed(now, now);
    }
    EXPECT_FALSE(pace.isActive());
}

TEST(LearnedRate, triesAtGrowingDistancesOneByOne) {
    LearnedRate pace;
    base::SteadyTime now{1h};
    pace.sent(now);
    pace.passed(now, now);
    base::Nanoseconds last{0};
    for (int i = 0; i < 12; ++i) {
        pace.sent(now);
        EXPECT_GE(pace.opensAt(now), i == 0 ? now : now + 1ms) << "while one is out, no other goes";
        pace.blocked(now, false, now);
        const auto next = pace.opensAt(now);
        EXPECT_GE(next - now, last);
        last = std::min<base::Nanoseconds>(next - now, 30s);
        now = next;
    }
    EXPECT_LE(pace.spacing(), 60s);
}

TEST(LearnedRate, aServerThatTakesNothingIsAskedTwiceAMinute) {
    LearnedRate pace;
    base::SteadyTime now{1h};
    int asked = 0;
    for (; now < base::SteadyTime(2h); now = pace.opensAt(now), ++asked) {
        pace.sent(now);
        pace.blocked(now, false, now);
    }
    EXPECT_LE(asked, 60 * 2 + 14);
}

TEST(LearnedRate, isForgottenWhenNothingWasBlockedForLong) {
    LearnedRate pace;
    base::SteadyTime now{1h};
    pace.sent(now);
    pace.blocked(now, false, now);
    now += 1s;
    pace.sent(now);
    pace.passed(now, now);
    EXPECT_GT(pace.interval(), 0ns);
    now += 11min;
    EXPECT_EQ(pace.opensAt(now), now);
    pace.sent(now);
    EXPECT_EQ(pace.interval(), 0ns);
}

TEST(LearnedRate, blocksOfOneBurstCountOnce) {
    LearnedRate pace;
    base::SteadyTime now{1h};
    for (int i = 0; i < 20; ++i)
        pace.sent(now);
    const auto sentAt = now;
    now += 10ms;
    pace.passed(sentAt, now);
    for (int i = 0; i < 19; ++i)
        pace.blocked(sentAt, false, now);
    EXPECT_LE(pace.spacing(), 20ms);
}

} // namespace knockback::ratelimit
