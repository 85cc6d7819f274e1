// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RunForecast.h"

#include "app/ratelimit/FixedWindow.h"
#include "app/ratelimit/TokenBucket.h"

#include <gtest/gtest.h>

namespace knockback::runs {

using namespace std::chrono_literals;
using ratelimit::BucketState;

namespace {

constexpr base::SteadyTime now{1h};

BucketState bucket(std::optional<double> limit, std::optional<double> remaining, std::optional<double> windowSeconds,
                   std::optional<base::Nanoseconds> reset) {
    BucketState state;
    state.host = "api.example";
    state.window.limit = limit;
    state.window.remaining = remaining;
    state.window.windowSeconds = windowSeconds;
    state.readAt = now;
    if (reset)
        state.resetAt = now + *reset;
    return state;
}

double seconds(std::size_t requests, const BucketState& limit) {
    return std::chrono::duration<double>(forecast({requests, 10}, {limit}, now).least).count();
}

} // namespace

TEST(RunForecast, WholeWindowsCount) {
    const auto fresh = bucket(50, 50, 5, 5s);
    EXPECT_EQ(seconds(50, fresh), 0);
    EXPECT_EQ(seconds(51, fresh), 5);
    EXPECT_EQ(seconds(300, fresh), 25) << "five resets";
    EXPECT_EQ(seconds(290, fresh), 25);
    EXPECT_EQ(seconds(301, fresh), 30);
    EXPECT_EQ(seconds(300, bucket(50, 20, 5, 3s)), 3 + 25) << "20 now, 50 after 3 s, five more windows";
    EXPECT_EQ(seconds(300, bucket(50, 20, 5, std::nullopt)), 30) << "a reset that nobody said is a window away";
}

TEST(RunForecast, WhatTricklesBackIsCountedByTheRequest) {
    auto tokens = bucket(50, 50, std::nullopt, std::nullopt);
    tokens.window.refillPerSecond = 10;
    EXPECT_DOUBLE_EQ(seconds(300, tokens), 25);
    auto learned = bucket(10, 10, 1, std::nullopt);
    learned.learned = true;
    EXPECT_DOUBLE_EQ(seconds(300, learned), 29.9);
}

TEST(RunForecast, WhatIsInFlightIsSpent) {
    auto busy = bucket(50, 50, 5, 5s);
    busy.inFlight = 10;
    EXPECT_EQ(seconds(40, busy), 0);
    EXPECT_EQ(seconds(41, busy), 5);
}

TEST(RunForecast, AClosedGateIsWaitedFor) {
    auto blocked = bucket(50, 50, 5, 5s);
    blocked.notBefore = now + 41s;
    EXPECT_EQ(seconds(1, blocked), 41);
}

TEST(RunForecast, UnknownStaysUnknown) {
    EXPECT_FALSE(forecast({300, 10}, {}, now).known);
    const auto tokens = [] {
        auto state = bucket(10'000, 10, 60, 60s);
        state.window.unit = QStringLiteral("tokens");
        return state;
    }();
    EXPECT_FALSE(forecast({300, 10}, {tokens}, now).known) << "a number of requests says nothing of tokens";
    const auto noLength = forecast({300, 10}, {bucket(50, 50, std::nullopt, 5s)}, now);
    EXPECT_TRUE(noLength.open) << "it takes the first reset at least, and how long after that is not said";
    EXPECT_EQ(noLength.least, 5s);
    EXPECT_TRUE(forecast({300, 10}, {bucket(std::nullopt, 0, std::nullopt, 7s)}, now).open);
}

TEST(RunForecast, TheSlowestOfAllHolds) {
    const auto hour = bucket(100, 100, 3600, 3600s);
    const auto second = bucket(10, 10, 1, 1s);
    const auto result = forecast({300, 10, 20ms}, {second, hour}, now);
    EXPECT_EQ(result.least, 7200s + 20ms);
    ASSERT_TRUE(result.limit);
    EXPECT_EQ(result.limit->window.limit, 100.0);
    const auto slow = forecast({300, 10, 2s}, {second}, now);
    EXPECT_EQ(slow.least, 60s) << "thirty rounds of ten that take two seconds each";
    EXPECT_FALSE(slow.limit) << "no limit is to blame";
}

// The server itself would not let anybody be faster, and somebody who knows it is that fast.
TEST(RunForecast, IsWhatTheLimiterAllows) {
    for (const int count : {1, 10, 49, 50, 51, 99, 100, 290, 300, 301}) {
        ratelimit::FixedWindow limiter(50, 5s);
        auto at = now;
        for (int sent = 0; sent < count; at += 1ms)
            while (sent < count && limiter.take(at, "c").allowed)
                ++sent;
        const double took = std::chrono::duration<double>(at - now).count();
        EXPECT_NEAR(seconds(std::size_t(count), bucket(50, 50, 5, 5s)), took, 0.01) << count;
        ratelimit::TokenBucket tokens(50, 100ms);
        at = now;
        for (int sent = 0; sent < count; at += 1ms)
            while (sent < count && tokens.take(at, "c").allowed)
                ++sent;
        auto announced = bucket(50, 50, std::nullopt, std::nullopt);
        announced.window.refillPerSecond = 10;
        EXPECT_NEAR(seconds(std::size_t(count), announced), std::chrono::duration<double>(at - now).count(), 0.01);
    }
}

TEST(RunForecast, OnlyTheRoutesOwnLimitsCount) {
    auto other = bucket(50, 50, 5, 5s);
    other.host = "other.example";
    auto mine = bucket(50, 50, 5, 5s);
    auto theirs = bucket(50, 50, 5, 5s);
    theirs.key.partition = QStringLiteral("somebody");
    auto endpoint = bucket(50, 50, 5, 5s);
    endpoint.key.partition = QStringLiteral("GET /items");
    auto elsewhere = bucket(50, 50, 5, 5s);
    elsewhere.key.partition = QStringLiteral("GET /users");
    auto keyed = bucket(50, 50, 5, 5s);
    keyed.key.partition = keyed.window.partitionKey = QStringLiteral("8f3a");
    const auto found =
        limitsOf({"api.example", "api.example", "me", "GET /items"}, {other, mine, theirs, endpoint, elsewhere, keyed});
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[1].key.partition, QStringLiteral("GET /items"));
    EXPECT_EQ(found[2].key.partition, QStringLiteral("8f3a"));
}

} // namespace knockback::runs
