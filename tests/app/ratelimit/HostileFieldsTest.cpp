// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever a server sends, a reading holds finite numbers that are not below 0, or nothing.
#include "app/ratelimit/QuotaReader.h"
#include "app/ratelimit/QuotaTracker.h"

#include "tests/support/SeededRandom.h"

#include <cmath>

namespace knockback::ratelimit {

namespace {

bool isSound(const std::optional<double>& number) {
    return !number || (std::isfinite(*number) && *number >= 0);
}

} // namespace

TEST(HostileFields, leaveOnlySoundNumbers) {
    const char* const names[] = {"RateLimit",
                                 "RateLimit-Policy",
                                 "RateLimit-Limit",
                                 "RateLimit-Remaining",
                                 "RateLimit-Reset",
                                 "X-RateLimit-Limit",
                                 "X-RateLimit-Remaining",
                                 "X-RateLimit-Used",
                                 "X-RateLimit-Reset",
                                 "X-RateLimit-Reset-After",
                                 "X-RateLimit-Policy",
                                 "X-RateLimit-Period",
                                 "x-ratelimit-resource",
                                 "X-RateLimit-Limit-Minute",
                                 "X-Shopify-Shop-Api-Call-Limit",
                                 "Retry-After",
                                 "retry-after-ms",
                                 "Date",
                                 "Age",
                                 "x-ratelimit-interval-milliseconds"};
    const char* const pieces[] = {"0",
                                  "1",
                                  "9999999999",
                                  "99999999999999999999",
                                  "1795255230",
                                  "-",
                                  ".",
                                  ",",
                                  ", ",
                                  ";",
                                  ";w=60",
                                  "\"a\"",
                                  "\"b\";r=1;t=2",
                                  "\"a\";q=5;w=9",
                                  "limit=10",
                                  "remaining=3",
                                  "reset=5",
                                  ";pk=:YQ==:",
                                  "Sat, 21 Nov 2026 10:00:30 GMT",
                                  "2026-11-21T10:00:30Z",
                                  "1m0s",
                                  "/",
                                  "1e308",
                                  "nan",
                                  "\xff",
                                  "(",
                                  ")",
                                  " ",
                                  "=",
                                  "?1",
                                  "@5",
                                  ";r=999999999999999",
                                  "39/40"};
    const char* const urls[] = {"https://api.github.com/x", "https://s.myshopify.com/x", "https://oauth.reddit.com/x",
                                "nonsense"};
    constexpr base::WallTime receivedAt(std::chrono::seconds(1'795'255'200));
    constexpr base::SteadyTime now{std::chrono::hours(1)};
    test::SeededRandom random(17);
    QuotaTracker tracker;
    for (int round = 0; round < 20'000; ++round) {
        http::Attempt attempt;
        attempt.request.url = urls[random.next() % std::size(urls)];
        attempt.response.emplace();
        for (auto fields = random.next() % 6; fields > 0; --fields) {
            QByteArray value;
            for (auto n = random.next() % 5; n > 0; --n)
                value += pieces[random.next() % std::size(pieces)];
            attempt.response->head.headers.append(names[random.next() % std::size(names)], value);
        }
        const QuotaReading reading = readQuota(attempt, providers::Catalogue::builtIn(), receivedAt);
        EXPECT_TRUE(isSound(reading.retryAfterSeconds));
        for (const QuotaWindow& window : reading.windows) {
            EXPECT_TRUE(isSound(window.limit) && isSound(window.remaining) && isSound(window.resetSeconds) &&
                        isSound(window.windowSeconds));
            EXPECT_EQ(window.resetAt.has_value(), window.resetSeconds.has_value());
            EXPECT_FALSE(window.bucket.isEmpty());
            EXPECT_FALSE(window.source.isEmpty());
        }
        const RouteKey route{"p", "h", QByteArray::number(round % 7)};
        tracker.observe(route, reading, random.next() % 3 == 0, now);
        for (const auto& state : tracker.snapshot(now))
            EXPECT_GT(state.notBefore.value_or(base::SteadyTime::max()), now);
    }
    for (const BucketState& state : tracker.snapshot(now + std::chrono::seconds(1)))
        EXPECT_TRUE(isSound(state.window.remaining));
}

} // namespace knockback::ratelimit
