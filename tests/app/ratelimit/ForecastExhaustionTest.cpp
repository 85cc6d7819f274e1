// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ForecastExhaustion.h"

#include "tests/support/SeededRandom.h"

namespace knockback::ratelimit {

using namespace std::chrono_literals;

namespace {

constexpr base::SteadyTime start{1h};
using Samples = std::vector<BucketState::Sample>;

double secondsUntil(std::optional<base::SteadyTime> time, base::SteadyTime from) {
    return time ? std::chrono::duration<double>(*time - from).count() : -1;
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
    EXPECT_NEAR(secondsUntil(forecastExhaustion(samples, {}, start + 100s), start + 100s), 100, 1e-6);
}

TEST(ForecastExhaustion, aResetInBetweenStartsAnew) {
    const Samples samples{{start, 10}, {start + 1s, 2}, {start + 2s, 100}, {start + 3s, 99}, {start + 4s, 98}};
    EXPECT_NEAR(secondsUntil(forecastExhaustion(samples, {}, start + 4s), start + 4s), 98, 1e-6);
}

TEST(ForecastExhaustion, answersThatOvertakeEachOtherAreNoReset) {
    const Samples samples{{start, 50},      {start + 1s, 47}, {start + 2s, 48},
                          {start + 3s, 44}, {start + 4s, 45}, {start + 5s, 40}};
    EXPECT_NEAR(secondsUntil(forecastExhaustion(samples, {}, start + 5s), start + 5s), 20, 1e-6);
}

TEST(ForecastExhaustion, aResetThatComesFirstSavesIt) {
    const Samples samples{{start, 100}, {start + 10s, 50}};
    EXPECT_FALSE(forecastExhaustion(samples, start + 15s, start + 10s));
    EXPECT_TRUE(forecastExhaustion(samples, start + 21s, start + 10s));
    EXPECT_FALSE(forecastExhaustion(samples, start + 9s, start + 10s)); // is over
}

TEST(ForecastExhaustion, usedUpIsNow) {
    const Samples samples{{start, 3}, {start + 1s, 0}};
    EXPECT_EQ(forecastExhaustion(samples, start + 60s, start + 30s), start + 1s);
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
            EXPECT_GT(*exhausted, now);
            EXPECT_LT(*exhausted, reset);
        }
    }
}

} // namespace knockback::ratelimit
