// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ScarceLimit.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;

const base::SteadyTime now{1h};

ratelimit::BucketState bucket(double remaining, double limit) {
    ratelimit::BucketState state;
    state.host = "api.github.com";
    state.window.limit = limit;
    state.window.remaining = remaining;
    return state;
}

TEST(ScarceLimit, SilentWhileThereIsPlenty) {
    EXPECT_FALSE(scarceLimit({}, {}, now));
    EXPECT_FALSE(scarceLimit({bucket(30, 60)}, {}, now));
    EXPECT_FALSE(scarceLimit({ratelimit::BucketState()}, {}, now)); // unknown is not 0
}

TEST(ScarceLimit, NamesTheScarcest) {
    auto core = bucket(0, 60);
    core.resetAt = now + 41s;
    const auto limit = scarceLimit({bucket(5, 30), core}, {}, now);
    ASSERT_TRUE(limit);
    EXPECT_EQ(limit->text, QStringLiteral("api.github.com 0/60 · resets 00:41"));
    EXPECT_TRUE(limit->exhausted);
}

TEST(ScarceLimit, AResetThatIsOverCountsAsFull) {
    auto core = bucket(0, 60);
    core.resetAt = now - 1s;
    EXPECT_FALSE(scarceLimit({core}, {}, now));
}

TEST(ScarceLimit, AStarvingOneComesFirstAndSaysWhy) {
    auto falling = bucket(40, 60);
    falling.label = QStringLiteral("core");
    falling.resetAt = now + 1min;
    falling.exhaustedAt = now + 10s;
    auto empty = bucket(0, 30);
    empty.host = "feed.example";
    empty.label = QStringLiteral("default");
    empty.resetAt = now + 41s;
    const auto first = scarceLimit({empty, falling}, {}, now);
    ASSERT_TRUE(first);
    EXPECT_TRUE(first->starving);
    EXPECT_EQ(first->text, QStringLiteral("api.github.com 40/60 · empty in 00:10"));
    EXPECT_TRUE(first->sentence.startsWith(QStringLiteral("core: 40 of 60 left, starving")));
    const auto waited = scarceLimit({falling, empty}, {{{}, QStringLiteral("default"), 3}}, now);
    EXPECT_EQ(waited->text, QStringLiteral("feed.example 0/30 · 3 wait · resets 00:41"));
    EXPECT_TRUE(waited->exhausted);
}

TEST(ScarceLimit, RetryAfterWithoutAQuotaIsScarceToo) {
    ratelimit::BucketState blocked;
    blocked.host = "feed.example";
    blocked.notBefore = now + 4s;
    const auto limit = scarceLimit({blocked}, {}, now);
    ASSERT_TRUE(limit);
    EXPECT_EQ(limit->text, QStringLiteral("feed.example · resets 00:04"));
}

} // namespace
} // namespace knockback::ui
