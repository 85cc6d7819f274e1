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

TEST(RouteQuota, withoutAnAnnouncedLimitItStartsSlowly) {
    QuotaTracker tracker;
    double before = 0;
    for (int round = 1; round <= 5; ++round) {
        const auto room = tracker.quotaOf(route, start + round * 1s).available;
        if (round == 1)
            EXPECT_EQ(room, std::nullopt); // nothing is known: one goes ahead
        else
            EXPECT_EQ(room, 2 * before);
        before = room.value_or(1);
        for (int i = 0; i < static_cast<int>(before); ++i)
            tracker.started(route, start + round * 1s);
        EXPECT_EQ(tracker.quotaOf(route, start + round * 1s).available.value_or(0), 0);
        for (int i = 0; i < static_cast<int>(before); ++i) {
            tracker.finished(route);
            tracker.observe(route, {}, false, start + round * 1s + 100ms);
        }
    }
    EXPECT_EQ(tracker.quotaOf(route, start + 6s).knowledge, RouteKnowledge::Silent);
}

TEST(RouteQuota, aBlockThatNothingExplainsTeachesARate) {
    QuotaTracker tracker;
    for (int i = 0; i < 8; ++i)
        tracker.started(route, start + i * 125ms);
    for (int i = 0; i < 8; ++i) {
        tracker.finished(route);
        tracker.observe(route, {}, i == 7, start + 1s);
    }
    const RouteQuota quota = tracker.quotaOf(route, start + 1s);
    EXPECT_EQ(quota.knowledge, RouteKnowledge::Learned);
    EXPECT_NEAR(quota.learnedRate.value_or(0), 4, 0.1); // half of the 8 a second
    const auto states = tracker.snapshot(start + 1s);
    const auto learned = std::find_if(states.begin(), states.end(), [](const auto& state) { return state.learned; });
    ASSERT_NE(learned, states.end());
    EXPECT_NEAR(learned->window.limit.value_or(0), 4, 0.1);
    EXPECT_EQ(learned->window.windowSeconds, 1);
    EXPECT_EQ(learned->samples.size(), 1u);
    EXPECT_EQ(tracker.quotaOf(route, start + 2min).learnedRate, std::nullopt) << "forgotten after a quiet time";
}

TEST(RouteQuota, aRateIsLearnedFromAnswersWhereNobodySaysWhenTheyWereAskedFor) {
    QuotaTracker tracker;
    for (int i = 0; i < 8; ++i) {
        tracker.started(route);
        tracker.finished(route);
        tracker.observe(route, {}, i == 7, start + i * 125ms);
    }
    EXPECT_NEAR(tracker.quotaOf(route, start + 1s).learnedRate.value_or(0), 4, 0.1);
}

TEST(RouteQuota, aBlockThatAnExhaustedWindowExplainsTeachesNothing) {
    QuotaTracker tracker;
    tracker.started(route, start);
    tracker.finished(route);
    tracker.observe(route, reading({window("default", 50, 0, 5, 5)}), true, start);
    tracker.started(route, start + 1s);
    tracker.finished(route);
    tracker.observe(route, {}, true, start + 1s); // the same window, without its fields
    EXPECT_EQ(tracker.quotaOf(route, start + 1s).learnedRate, std::nullopt);
}

TEST(RouteQuota, anAnswerOfTheWindowThatEndedDoesNotCloseTheNewOne) {
    QuotaTracker tracker;
    tracker.observe(route, reading({window("default", 50, 3, 1, 5)}), false, start);
    for (int i = 0; i < 3; ++i)
        tracker.started(route, start);
    tracker.finished(route);
    tracker.observe(route, reading({window("default", 50, 1, 1, 5)}), false, start + 10ms);
    tracker.finished(route); // comes after the reset, with what was left before it and a reset rounded up
    tracker.observe(route, reading({window("default", 50, 0, 1, 5)}), false, start + 1020ms);
    EXPECT_EQ(tracker.quotaOf(route, start + 1020ms).available, 49);
    EXPECT_EQ(tracker.quotaOf(route, start + 1020ms).notBefore, start + 1020ms);
}

TEST(RouteQuota, quotaInAnotherUnitIsCountedInRequests) {
    QuotaTracker tracker;
    const auto points = [](double remaining) {
        QuotaWindow result = window("graphql", 1000, remaining, 60, 60);
        result.unit = QStringLiteral("points");
        return reading({result});
    };
    for (int i = 0; i < 20; ++i) {
        tracker.started(route, start + i * 1s);
        tracker.finished(route);
        tracker.observe(route, points(900 - 40 * i), false, start + i * 1s);
    }
    EXPECT_NEAR(tracker.quotaOf(route, start + 20s).available.value_or(0), 140 / 40.0, 0.1);
}

TEST(RouteQuota, aLimitPerEndpointHoldsThereOnly) {
    QuotaTracker tracker;
    RouteKey search = route;
    search.endpoint = endpointOf("GET", "/search/12?q=x");
    RouteKey other = route;
    other.endpoint = endpointOf("GET", "/me");
    QuotaWindow perEndpoint = window("default", 10, 0, 60);
    perEndpoint.scope = QuotaScope::Endpoint;
    const auto keys = tracker.observe(search, reading({perEndpoint}), false, start);
    EXPECT_EQ(keys.at(0).partition, QStringLiteral("GET /search/* · key"));
    EXPECT_EQ(tracker.notBefore(search, start), start + 60s);
    EXPECT_EQ(tracker.notBefore(other, start), start);
    EXPECT_EQ(tracker.quotaOf(other, start).knowledge, RouteKnowledge::Nothing);
    QuotaWindow shared = window("account", 100, 0, 90);
    tracker.observe(search, reading({shared}), false, start);
    EXPECT_EQ(tracker.notBefore(other, start), start + 90s);
}

TEST(RouteQuota, aLimitPerAddressIsOneForAllCredentials) {
    QuotaTracker tracker;
    QuotaWindow perAddress = window("weight", 10, 0, 60);
    perAddress.scope = QuotaScope::Address;
    RouteKey other = route;
    other.credential = "second";
    tracker.observe(route, reading({perAddress}), false, start);
    tracker.observe(other, reading({perAddress}), false, start);
    EXPECT_EQ(tracker.snapshot(start).size(), 1u);
}

TEST(EndpointOf, replacesIdentifiers) {
    EXPECT_EQ(endpointOf("GET", "/channels/1234567890/messages?limit=5"), "GET /channels/*/messages");
    EXPECT_EQ(endpointOf("DELETE", "/v1/items/550e8400-e29b-41d4-a716-446655440000"), "DELETE /v1/items/*");
    EXPECT_EQ(endpointOf("GET", "/repos/acme/face"), "GET /repos/acme/face");
    EXPECT_EQ(endpointOf("GET", ""), "GET ");
}

} // namespace knockback::ratelimit
