// SPDX-License-Identifier: GPL-3.0-or-later
// What the tracker tells a pacer about one route.
#include "app/ratelimit/QuotaTracker.h"

namespace knockback::ratelimit {

using namespace std::chrono_literals;

namespace {

constexpr base::SteadyTime start{1h};
const RouteKey route{"acme", "api.acme.example", "key"};

QuotaWindow window(const char* bucket, std::optional<double> limit, std::optional<double> remaining,
                   std::optional<double> reset, std::optional<double> length = {}) {
    QuotaWindow result;
    result.bucket = QLatin1String(bucket);
    result.limit = limit;
    result.remaining = remaining;
    result.resetSeconds = reset;
    result.windowSeconds = length;
    return result;
}

QuotaReading reading(std::vector<QuotaWindow> windows) {
    QuotaReading result;
    result.windows = std::move(windows);
    return result;
}

} // namespace

TEST(RouteQuota, beforeTheFirstAnswerNothingIsKnown) {
    QuotaTracker tracker;
    tracker.started(route);
    const RouteQuota quota = tracker.quotaOf(route, start);
    EXPECT_EQ(quota.knowledge, RouteKnowledge::Nothing);
    EXPECT_EQ(quota.available, std::nullopt);
    EXPECT_EQ(quota.inFlight, 1);
    EXPECT_EQ(quota.notBefore, start);
}

TEST(RouteQuota, whatIsInFlightIsSpent) {
    QuotaTracker tracker;
    tracker.observe(route, reading({window("default", 50, 20, 5, 5)}), false, start);
    for (int i = 0; i < 8; ++i)
        tracker.started(route);
    const RouteQuota quota = tracker.quotaOf(route, start + 1s);
    EXPECT_EQ(quota.knowledge, RouteKnowledge::Announced);
    EXPECT_EQ(quota.available, 12);
    EXPECT_EQ(quota.limit, 50);
    EXPECT_EQ(quota.window, 5s);
    EXPECT_EQ(quota.resetAt, start + 5s);
    EXPECT_DOUBLE_EQ(quota.evenRate.value_or(0), 3); // 12 in the 4 s that are left
    EXPECT_EQ(quota.inFlight, 8);
}

TEST(RouteQuota, afterTheResetAWholeWindowIsThere) {
    QuotaTracker tracker;
    tracker.observe(route, reading({window("default", 50, 0, 5, 5)}), false, start);
    tracker.started(route);
    EXPECT_EQ(tracker.quotaOf(route, start + 1s).available, 0);
    EXPECT_EQ(tracker.quotaOf(route, start + 1s).notBefore, start + 5s);
    const RouteQuota fresh = tracker.quotaOf(route, start + 5s);
    EXPECT_EQ(fresh.available, 49);
    EXPECT_EQ(fresh.resetAt, std::nullopt);
    EXPECT_EQ(fresh.notBefore, start + 5s);
}

TEST(RouteQuota, aWindowOfUnknownSizeCountsAsOneRequestAfterItsReset) {
    QuotaTracker tracker;
    tracker.observe(route, reading({window("default", {}, 3, 5)}), false, start);
    EXPECT_EQ(tracker.quotaOf(route, start + 6s).available, 1);
    tracker.started(route);
    EXPECT_EQ(tracker.quotaOf(route, start + 6s).available, 0);
}

TEST(RouteQuota, theTightestBucketCountsAndTheSlowestSpreads) {
    QuotaTracker tracker;
    tracker.observe(route, reading({window("second", 5, 4, 1, 1), window("day", 1000, 864, 86400, 86400)}), false,
                    start);
    const RouteQuota quota = tracker.quotaOf(route, start);
    EXPECT_EQ(quota.available, 4);
    EXPECT_EQ(quota.limit, 5);
    EXPECT_EQ(quota.resetAt, start + 1s);
    EXPECT_DOUBLE_EQ(quota.evenRate.value_or(0), 0.01); // the day's 864
}

TEST(RouteQuota, answersWithoutALimitSayNothing) {
    QuotaTracker tracker;
    QuotaReading wait;
    wait.retryAfterSeconds = 3;
    tracker.observe(route, wait, true, start);
    const RouteQuota quota = tracker.quotaOf(route, start);
    EXPECT_EQ(quota.knowledge, RouteKnowledge::Silent);
    EXPECT_EQ(quota.available, std::nullopt);
    EXPECT_EQ(quota.notBefore, start + 3s);
}

} // namespace knockback::ratelimit
