// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/QuotaTracker.h"

namespace knockback::ratelimit {

using namespace std::chrono_literals;

namespace {

constexpr base::SteadyTime start{1h};
const RouteKey route{"github", "api.github.com", "work"};

QuotaReading reading(std::optional<double> limit, std::optional<double> remaining, std::optional<double> reset,
                     const char* bucket = "core") {
    QuotaWindow window;
    window.bucket = QLatin1String(bucket);
    window.limit = limit;
    window.remaining = remaining;
    window.resetSeconds = reset;
    QuotaReading result;
    result.windows.push_back(window);
    return result;
}

QuotaReading retryAfter(double seconds) {
    QuotaReading result;
    result.retryAfterSeconds = seconds;
    return result;
}

BucketState only(const QuotaTracker& tracker, base::SteadyTime now) {
    const auto states = tracker.snapshot(now);
    EXPECT_EQ(states.size(), 1u);
    return states.empty() ? BucketState() : states.front();
}

// When every gate of every bucket is open.
base::SteadyTime allOpen(const QuotaTracker& tracker, base::SteadyTime now) {
    auto open = now;
    for (const auto& state : tracker.snapshot(now))
        open = std::max(open, state.notBefore.value_or(now));
    return open;
}

} // namespace

TEST(QuotaTracker, remembersTheLatestReading) {
    QuotaTracker tracker;
    const auto changed = tracker.observe(route, reading(60, 59, 30), false, start);
    ASSERT_EQ(changed.size(), 1u);
    EXPECT_EQ(changed[0].provider, "github");
    EXPECT_EQ(changed[0].name, QStringLiteral("core"));
    EXPECT_EQ(changed[0].partition, QStringLiteral("work"));
    const BucketState state = only(tracker, start + 1s);
    EXPECT_EQ(state.label, QStringLiteral("core"));
    EXPECT_EQ(state.host, "api.github.com");
    EXPECT_EQ(state.window.remaining, 59);
    EXPECT_EQ(state.resetAt, start + 30s);
    EXPECT_FALSE(state.blocked);
    EXPECT_EQ(allOpen(tracker, start), start);
}

TEST(QuotaTracker, anExhaustedWindowClosesTheRouteUntilItsReset) {
    QuotaTracker tracker;
    tracker.observe(route, reading(60, 0, 30), false, start);
    EXPECT_EQ(allOpen(tracker, start + 10s), start + 30s);
    EXPECT_EQ(allOpen(tracker, start + 30s), start + 30s);
    EXPECT_EQ(allOpen(tracker, start + 40s), start + 40s);
    EXPECT_EQ(only(tracker, start + 10s).notBefore, start + 30s);
    EXPECT_EQ(only(tracker, start + 30s).notBefore, std::nullopt);
}

TEST(QuotaTracker, exhaustedWithoutAResetDoesNotCloseForEver) {
    QuotaTracker tracker;
    tracker.observe(route, reading(60, 0, {}), false, start);
    EXPECT_EQ(allOpen(tracker, start), start);
}

TEST(QuotaTracker, aBlocksRetryAfterIsAGate) {
    QuotaTracker tracker;
    const auto changed = tracker.observe(route, retryAfter(41), true, start);
    ASSERT_EQ(changed.size(), 1u);
    EXPECT_EQ(changed[0].name, QStringLiteral("default"));
    EXPECT_EQ(allOpen(tracker, start), start + 41s);
    EXPECT_TRUE(only(tracker, start + 40s).blocked);
    EXPECT_TRUE(tracker.snapshot(start + 41s).empty()); // over, and nothing else is known of it
}

TEST(QuotaTracker, retryAfterOnAnAnswerThatIsNoBlockIsNotAGate) {
    QuotaTracker tracker;
    auto limits = reading(60, 5, 30);
    limits.retryAfterSeconds = 30;
    tracker.observe(route, limits, false, start);
    EXPECT_EQ(allOpen(tracker, start), start);
    EXPECT_TRUE(tracker.observe(route, retryAfter(5), false, start).empty());
}

TEST(QuotaTracker, aGateIsNeverCutShort) {
    QuotaTracker tracker;
    tracker.observe(route, retryAfter(60), true, start);
    tracker.observe(route, retryAfter(5), true, start + 1s);
    EXPECT_EQ(allOpen(tracker, start + 2s), start + 60s);
    tracker.observe(route, reading(60, 30, 30, "default"), false, start + 3s); // an answer that was on its way
    EXPECT_EQ(allOpen(tracker, start + 4s), start + 60s);
}

TEST(QuotaTracker, hugeWaitsDoNotOverflow) {
    QuotaTracker tracker;
    tracker.observe(route, retryAfter(1e15), true, start);
    EXPECT_EQ(allOpen(tracker, start), base::SteadyTime::max());
    tracker.observe(route, reading(1, 0, 1e15), false, start);
    EXPECT_EQ(allOpen(tracker, start), base::SteadyTime::max());
}

TEST(QuotaTracker, aBlockWithOnlyAResetWaitsForIt) {
    QuotaTracker tracker;
    tracker.observe(route, reading({}, {}, 20), true, start);
    EXPECT_EQ(allOpen(tracker, start), start + 20s);
}

TEST(QuotaTracker, aBlockThatNamesNoTimeWaitsAsTheProviderDocuments) {
    QuotaTracker tracker;
    QuotaReading block;
    block.blockSeconds = 30;
    tracker.observe(route, block, true, start);
    EXPECT_EQ(allOpen(tracker, start), start + 30s);
    QuotaTracker exhausted;
    auto both = reading(60, 0, 5);
    both.blockSeconds = 30;
    exhausted.observe(route, both, true, start);
    EXPECT_EQ(allOpen(exhausted, start), start + 5s) << "the window explains it";
}

TEST(QuotaTracker, onlyTheExhaustedWindowOfABlockIsBlocked) {
    QuotaTracker tracker;
    auto both = reading(60, 0, 30, "minute");
    both.windows.push_back(reading(5000, 4000, 3000, "day").windows.front());
    tracker.observe(route, both, true, start);
    const auto states = tracker.snapshot(start);
    ASSERT_EQ(states.size(), 2u);
    EXPECT_EQ(states[0].label, QStringLiteral("minute"));
    EXPECT_TRUE(states[0].blocked);
    EXPECT_FALSE(states[1].blocked);
    EXPECT_EQ(allOpen(tracker, start), start + 30s);
}

TEST(QuotaTracker, aHiddenLimitBlocksAlthoughTheQuotaLooksFull) {
    QuotaTracker tracker; // GitHub's secondary limit
    auto limits = reading(5000, 4987, 3000);
    limits.retryAfterSeconds = 60;
    tracker.observe(route, limits, true, start);
    EXPECT_TRUE(only(tracker, start).blocked);
    EXPECT_EQ(allOpen(tracker, start), start + 60s);
    EXPECT_FALSE(only(tracker, start + 60s).blocked);
}

TEST(QuotaTracker, aPassedResetFillsTheWindowWhereItsLimitIsKnown) {
    QuotaTracker tracker;
    tracker.observe(route, reading(60, 3, 30), false, start);
    EXPECT_EQ(only(tracker, start + 29s).window.remaining, 3);
    const BucketState fresh = only(tracker, start + 30s);
    EXPECT_EQ(fresh.window.remaining, 60);
    EXPECT_EQ(fresh.resetAt, std::nullopt);
    EXPECT_EQ(fresh.window.resetSeconds, std::nullopt);
    ASSERT_EQ(fresh.samples.size(), 3U) << "the line of what is left steps up at the reset";
    EXPECT_EQ(fresh.samples[1].remaining, 3);
    EXPECT_EQ(fresh.samples[2].remaining, 60);
    EXPECT_EQ(fresh.samples[2].at, start + 30s);

    QuotaTracker unknown;
    unknown.observe(route, reading({}, 3, 30), false, start);
    EXPECT_TRUE(unknown.snapshot(start + 30s).empty());
}

TEST(QuotaTracker, theLowestBoundOfOneResetIsTheBest) {
    QuotaTracker tracker; // the window ends at start + 4.2 s; the server rounds up
    tracker.observe(route, reading(50, 9, 5), false, start);
    tracker.observe(route, reading(50, 8, 4), false, start + 500ms);
    EXPECT_EQ(only(tracker, start + 600ms).resetAt, start + 4500ms);
    tracker.observe(route, reading(50, 7, 4), false, start + 1100ms);
    EXPECT_EQ(only(tracker, start + 1200ms).resetAt, start + 4500ms);
    tracker.observe(route, reading(50, 49, 5), false, start + 6s); // a new window
    EXPECT_EQ(only(tracker, start + 6s).resetAt, start + 11s);
}

TEST(QuotaTracker, anOldAnswerThatComesLateDoesNotGiveQuotaBack) {
    QuotaTracker tracker;
    tracker.observe(route, reading(50, 20, 30), false, start);
    for (int i = 0; i < 3; ++i)
        tracker.started(route, start);
    const auto answer = [&](double remaining, base::Nanoseconds after) {
        tracker.finished(route);
        tracker.observe(route, reading(50, remaining, 30), false, start + after);
        return only(tracker, start + after).window.remaining;
    };
    EXPECT_EQ(answer(17, 10ms), 17);
    EXPECT_EQ(answer(19, 20ms), 17); // it was on its way when the newer one came
    EXPECT_EQ(answer(18, 30ms), 17);
    tracker.started(route, start);
    EXPECT_EQ(answer(18, 40ms), 18); // nothing was on its way before this one: it is as it says
}

TEST(QuotaTracker, forecastsFromItsSamples) {
    QuotaTracker tracker;
    for (int i = 0; i <= 10; ++i)
        tracker.observe(route, reading(100, 100 - 5 * i, 60 - i), false, start + i * 1s);
    const BucketState state = only(tracker, start + 10s);
    EXPECT_EQ(state.samples.size(), 11u);
    ASSERT_TRUE(state.exhaustedAt);
    EXPECT_NEAR(std::chrono::duration<double>(*state.exhaustedAt - start).count(), 20, 0.01);
    for (int i = 0; i < 500; ++i)
        tracker.observe(route, reading(100, 50, 50), false, start + 11s);
    EXPECT_LE(only(tracker, start + 12s).samples.size(), 64u);
}

TEST(QuotaTracker, samplesOfAnOldWindowAreForgotten) {
    QuotaTracker tracker;
    tracker.observe(route, reading(100, 1, 5), false, start);
    tracker.observe(route, reading(100, 99, 60), false, start + 10s);
    EXPECT_EQ(only(tracker, start + 10s).samples.size(), 1u);
}

TEST(QuotaTracker, countsWhatIsInFlight) {
    QuotaTracker tracker;
    tracker.started(route, start);
    tracker.started(route, start);
    tracker.observe(route, reading(60, 58, 30), false, start);
    EXPECT_EQ(only(tracker, start).inFlight, 2);
    tracker.finished(route);
    EXPECT_EQ(only(tracker, start).inFlight, 1);
    tracker.finished(route);
    tracker.finished(route); // one too many is forgiven
    tracker.started(route, start);
    EXPECT_EQ(only(tracker, start).inFlight, 1);
}

TEST(QuotaTracker, credentialsAndPartitionsAreApart) {
    QuotaTracker tracker;
    const RouteKey other{"github", "api.github.com", "home"};
    tracker.observe(route, reading(60, 0, 30), false, start);
    EXPECT_EQ(tracker.laneLabel(other), QString());
    tracker.observe(other, reading(60, 5, 30), false, start);
    EXPECT_EQ(tracker.snapshot(start).size(), 2u);

    const RouteKey unknown{"", "api.example", ""};
    auto limits = reading(10, 5, 30, "p");
    limits.windows[0].partitionKey = QStringLiteral("tenant-1");
    const auto changed = tracker.observe(unknown, limits, false, start);
    EXPECT_EQ(changed[0].provider, "api.example");
    EXPECT_EQ(changed[0].partition, QStringLiteral("tenant-1"));
}

TEST(QuotaTracker, obeysEveryBucketOfTheRoute) {
    QuotaTracker tracker;
    tracker.observe(route, reading(30, 0, 10, "search"), false, start);
    tracker.observe(route, reading(5000, 0, 100, "core"), false, start);
    EXPECT_EQ(allOpen(tracker, start), start + 100s);
}

TEST(QuotaTracker, theScarcestBucketNamesTheLane) {
    QuotaTracker tracker;
    EXPECT_EQ(tracker.laneLabel(route), QString());
    tracker.observe(route, reading(5000, 4000, 100, "core"), false, start);
    EXPECT_EQ(tracker.laneLabel(route), QStringLiteral("core"));
    tracker.observe(route, reading(30, 2, 10, "search"), false, start);
    EXPECT_EQ(tracker.laneLabel(route), QStringLiteral("search"));
}

TEST(QuotaTracker, aBucketWithoutANameLeavesTheLaneItsHost) {
    QuotaTracker tracker;
    tracker.observe(route, reading(60, 59, 30, "default"), false, start);
    EXPECT_EQ(tracker.laneLabel(route), QStringLiteral("api.github.com"));
}

TEST(QuotaTracker, whatThePacerLearnedIsABucketWhereNothingIsAnnounced) {
    QuotaTracker tracker;
    tracker.setLearned(route, 250ms, start);
    const BucketState learned = only(tracker, start);
    EXPECT_TRUE(learned.learned);
    EXPECT_EQ(learned.window.limit, 4);
    EXPECT_EQ(learned.window.windowSeconds, 1);
    EXPECT_EQ(learned.samples.size(), 1u);
    tracker.setLearned(route, 30s, start + 1s);
    EXPECT_EQ(only(tracker, start + 1s).window.limit, 2) << "a minute, where not one a second passes";
    EXPECT_TRUE(tracker.snapshot(start + 1h).empty()) << "nobody has asked for long";
    tracker.setLearned(route, 0s, start + 2s);
    EXPECT_TRUE(tracker.snapshot(start + 2s).empty());
    tracker.setLearned(route, 250ms, start + 3s);
    tracker.observe(route, reading(60, 59, 30), false, start + 3s);
    EXPECT_FALSE(only(tracker, start + 3s).learned) << "what is announced is shown instead";
}

TEST(QuotaTracker, aLimitPerEndpointIsABucketOfItsOwn) {
    QuotaTracker tracker;
    RouteKey search = route;
    search.endpoint = endpointOf("GET", "/search/12?q=x");
    RouteKey other = route;
    other.endpoint = endpointOf("GET", "/me");
    auto perEndpoint = reading(10, 0, 60, "default");
    perEndpoint.windows[0].scope = QuotaScope::Endpoint;
    const auto keys = tracker.observe(search, perEndpoint, false, start);
    EXPECT_EQ(keys.at(0).partition, QStringLiteral("GET /search/* · work"));
    EXPECT_EQ(tracker.laneLabel(other), QString());
    tracker.observe(search, reading(100, 0, 90, "account"), false, start);
    EXPECT_EQ(tracker.laneLabel(other), QStringLiteral("account"));
}

TEST(QuotaTracker, aLimitPerAddressIsOneForAllCredentials) {
    QuotaTracker tracker;
    auto perAddress = reading(10, 0, 60, "weight");
    perAddress.windows[0].scope = QuotaScope::Address;
    RouteKey other = route;
    other.credential = "second";
    tracker.observe(route, perAddress, false, start);
    tracker.observe(other, perAddress, false, start);
    EXPECT_EQ(tracker.snapshot(start).size(), 1u);
}

TEST(QuotaTracker, anAnswerOfTheWindowThatEndedDoesNotCloseTheNewOne) {
    QuotaTracker tracker;
    tracker.observe(route, reading(50, 3, 1), false, start);
    for (int i = 0; i < 3; ++i)
        tracker.started(route, start);
    tracker.finished(route);
    tracker.observe(route, reading(50, 1, 1), false, start + 10ms);
    tracker.finished(route); // comes after the reset, with what was left before it and a reset rounded up
    tracker.observe(route, reading(50, 0, 1), false, start + 1020ms);
    EXPECT_EQ(only(tracker, start + 1020ms).window.remaining, 50);
}

TEST(QuotaTracker, whateverServersSayTheGaugesKeepWithinTheirBounds) {
    std::uint64_t dice = 1;
    const auto roll = [&dice](std::uint64_t sides) {
        dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
        return (dice >> 33) % sides;
    };
    const auto maybe = [&](double value) { return roll(4) == 0 ? std::nullopt : std::optional(value); };
    for (int round = 0; round < 300; ++round) {
        QuotaTracker tracker;
        auto now = start;
        int inFlight = 0;
        for (int step = 0; step < 60; ++step) {
            now += base::Milliseconds(roll(2'000));
            if (roll(2) == 0 || inFlight == 0) {
                tracker.started(route, now);
                ++inFlight;
                continue;
            }
            tracker.finished(route);
            --inFlight;
            auto says = reading(maybe(double(roll(100))), maybe(double(roll(120))), maybe(double(roll(50))));
            if (roll(5) == 0)
                says.windows[0].refillPerSecond = double(roll(20));
            says.retryAfterSeconds = maybe(double(roll(30)));
            tracker.observe(route, says, roll(4) == 0, now);
            for (const BucketState& state : tracker.snapshot(now)) {
                ASSERT_GE(state.window.remaining.value_or(0), 0);
                ASSERT_GE(state.inFlight, 0);
                ASSERT_LE(state.inFlight, inFlight);
                ASSERT_LE(state.samples.size(), 64u);
                ASSERT_GT(state.notBefore.value_or(now + 1s), now);
                ASSERT_GE(state.resetAt.value_or(now + 1s), now);
                ASSERT_TRUE(std::is_sorted(state.samples.begin(), state.samples.end(),
                                           [](const auto& a, const auto& b) { return a.at < b.at; }));
                if (!state.exhaustion)
                    continue;
                ASSERT_LE(state.exhaustion->earliest, state.exhaustion->at);
                ASSERT_LE(state.exhaustion->at, state.exhaustion->latest);
                ASSERT_TRUE(!state.resetAt || state.exhaustion->at < *state.resetAt || state.window.remaining == 0.0);
            }
        }
    }
}

TEST(QuotaTracker, blockedAndStarvingComeFirst) {
    QuotaTracker tracker;
    tracker.observe(route, reading(100, 90, 100, "plenty"), false, start);
    tracker.observe(route, reading(100, 5, 100, "little"), false, start);
    tracker.observe(route, reading({}, 5, 100, "unknown"), false, start);
    auto hit = reading(100, 50, 100, "hit");
    hit.retryAfterSeconds = 10;
    tracker.observe(route, hit, true, start);
    QStringList order;
    for (const BucketState& state : tracker.snapshot(start))
        order << state.label;
    EXPECT_EQ(order, (QStringList{QStringLiteral("hit"), QStringLiteral("little"), QStringLiteral("plenty"),
                                  QStringLiteral("unknown")}));
}

TEST(QuotaTracker, bucketsAreBounded) {
    QuotaTracker tracker;
    for (int i = 0; i < 3000; ++i) {
        auto limits = reading(10, 5, 30, "p");
        limits.windows[0].partitionKey = QString::number(i);
        tracker.observe(route, limits, false, start + i * 1ms);
    }
    EXPECT_EQ(tracker.snapshot(start + 3s).size(), 1024u);
    EXPECT_EQ(allOpen(tracker, start + 3s), start + 3s);
}

} // namespace knockback::ratelimit
