// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ForecastExhaustion.h"

#include "tests/support/SeededRandom.h"

namespace knockback::ratelimit {

using namespace std::chrono_literals;

namespace {

constexpr base::SteadyTime start{1h};
using Samples = std::vector<BucketState::Sample>;

double secondsUntil(std::optional<Exhaustion> forecast, base::SteadyTime from) {
    return forecast ? std::chrono::duration<double>(forecast->at - from).count() : -1;
}

} // namespace

TEST(ForecastExhaustion, followsASteadyBurn) {
    Samples samples;
    for (int i = 0; i <= 10; ++i)
        samples.push_back({start + i * 1s, 100.0 - 5 * i});
    EXPECT_NEAR(secondsUntil(forecastExhaustion(samples, {}, start + 10s), start), 20, 1e-6);
}

TEST(ForecastExhaustion, needsUseAndTimeToTell) {
    EXPECT_FALSE(forecastExhaustion({}, {}, start));
    EXPECT_FALSE(forecastExhaustion(Samples{{start, 10}}, {}, start + 5s));
    EXPECT_FALSE(forecastExhaustion(Samples{{start, 10}, {start + 5s, 10}}, {}, start + 5s));
    EXPECT_FALSE(forecastExhaustion(Samples{{start, 10}, {start + 1ms, 9}}, {}, start + 1ms));
    EXPECT_TRUE(forecastExhaustion(Samples{{start, 10}, {start + 1s, 9}}, {}, start + 1s));
}

TEST(ForecastExhaustion, idleTimeSlowsTheBurn) {
    const Samples samples{{start, 100}, {start + 10s, 50}};
    EXPECT_NEAR(secondsUntil(forecastExhaustion(samples, {}, start + 10s), start + 10s), 10, 1e-6);
    const double idle = secondsUntil(forecastExhaustion(samples, {}, start + 100s), start + 100s);
    EXPECT_GT(idle, 80); // the line alone says 100, the pace of late is slower
    EXPECT_LT(idle, 250);
}

TEST(ForecastExhaustion, theBoundsHoldTheForecast) {
    Samples samples;
    for (int i = 0; i <= 16; ++i)
        samples.push_back({start + i * 1s, 100.0 - 5 * i});
    const auto forecast = forecastExhaustion(samples, {}, start + 16s);
    ASSERT_TRUE(forecast);
    EXPECT_NEAR(secondsUntil(forecast, start + 16s), 4, 1e-6);
    EXPECT_NEAR(std::chrono::duration<double>(forecast->earliest - (start + 16s)).count(), 4 / 1.25, 1e-6);
    EXPECT_NEAR(std::chrono::duration<double>(forecast->latest - (start + 16s)).count(), 4 / 0.75, 1e-6);
}

TEST(ForecastExhaustion, aBurstOfLateIsSeenSoonerThanTheLineSees) {
    Samples samples{{start, 100}};
    for (int i = 1; i <= 10; ++i)
        samples.push_back({start + i * 10s, 100.0 - i}); // one in ten seconds
    for (int i = 1; i <= 10; ++i)
        samples.push_back({start + 100s + i * 1s, 90.0 - 4 * i}); // then four a second
    const double line = 50 / (50 / 110.0);
    const auto forecast = forecastExhaustion(samples, {}, start + 110s);
    EXPECT_LT(secondsUntil(forecast, start + 110s), 0.7 * line);
    EXPECT_LE(std::chrono::duration<double>(forecast->earliest - (start + 110s)).count(), 50.0);
    EXPECT_GE(std::chrono::duration<double>(forecast->latest - (start + 110s)).count(), line);
}

TEST(ForecastExhaustion, aResetInBetweenStartsAnew) {
    const Samples samples{{start, 10}, {start + 1s, 2}, {start + 2s, 100}, {start + 3s, 99}, {start + 4s, 98}};
    EXPECT_NEAR(secondsUntil(forecastExhaustion(samples, {}, start + 4s), start + 4s), 98, 1e-6);
}

TEST(ForecastExhaustion, answersThatOvertakeEachOtherAreNoReset) {
    const Samples samples{{start, 50},      {start + 1s, 47}, {start + 2s, 48},
                          {start + 3s, 44}, {start + 4s, 45}, {start + 5s, 40}};
    EXPECT_NEAR(secondsUntil(forecastExhaustion(samples, {}, start + 5s), start + 5s), 20, 5);
}

TEST(ForecastExhaustion, aResetThatComesFirstSavesIt) {
    const Samples samples{{start, 100}, {start + 10s, 50}};
    EXPECT_FALSE(forecastExhaustion(samples, start + 15s, start + 10s));
    EXPECT_TRUE(forecastExhaustion(samples, start + 21s, start + 10s));
    EXPECT_FALSE(forecastExhaustion(samples, start + 9s, start + 10s)); // is over
}

TEST(ForecastExhaustion, usedUpIsNow) {
    const Samples samples{{start, 3}, {start + 1s, 0}};
    EXPECT_EQ(forecastExhaustion(samples, start + 60s, start + 30s), (Exhaustion{start + 1s, start + 1s, start + 1s}));
}

TEST(ForecastExhaustion, isNeverInThePastAndNeverAfterTheReset) {
    test::SeededRandom random(5);
    for (int round = 0; round < 2000; ++round) {
        Samples samples;
        base::SteadyTime at = start;
        for (auto n = random.next() % 80; n > 0; --n) {
            at += base::Milliseconds(random.next() % 3000);
            samples.push_back({at, 1 + static_cast<double>(random.next() % 1000)});
        }
        const base::SteadyTime now = at + base::Milliseconds(random.next() % 3000);
        const base::SteadyTime reset = now + base::Milliseconds(random.next() % 100'000);
        if (const auto exhausted = forecastExhaustion(samples, reset, now)) {
            EXPECT_GT(exhausted->at, now);
            EXPECT_LT(exhausted->at, reset);
            EXPECT_LE(exhausted->earliest, exhausted->at);
            EXPECT_GE(exhausted->latest, exhausted->at);
        }
    }
}

} // namespace knockback::ratelimit
