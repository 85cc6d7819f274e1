// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/Pacer.h"

#include "tests/app/retry/PaceRig.h"

#include <numeric>

namespace knockback::retry {

using ratelimit::FixedWindow;
using ratelimit::SlidingWindow;
using ratelimit::TokenBucket;
using Reset = RigLimit::Reset;

namespace {

double seconds(base::Nanoseconds duration) {
    return std::chrono::duration<double>(duration).count();
}

// 50 per 5 s: five windows, and the rest of the sixth at once or ten abreast.
double leastTime(int count, int concurrency) {
    const int last = count % 50 == 0 ? 50 : count % 50;
    return (count - 1) / 50 * 5.0 + (last + concurrency - 1) / concurrency * 0.01;
}

} // namespace

struct AnnouncedCase {
    int count;
    int concurrency;
    Reset reset;
    bool retryAfter;
};

class PacerAnnounced : public testing::TestWithParam<AnnouncedCase> {};

INSTANTIATE_TEST_SUITE_P(
    FixedWindow, PacerAnnounced,
    testing::Values(AnnouncedCase{300, 10, Reset::RoundedUp, true}, AnnouncedCase{290, 10, Reset::RoundedUp, true},
                    AnnouncedCase{300, 10, Reset::RoundedUp, false}, AnnouncedCase{290, 10, Reset::Exact, false},
                    AnnouncedCase{300, 300, Reset::RoundedUp, true}, AnnouncedCase{290, 300, Reset::RoundedUp, true},
                    AnnouncedCase{300, 300, Reset::Exact, false}),
    [](const auto& row) {
        return std::to_string(row.param.count) + "by" + std::to_string(row.param.concurrency) +
               (row.param.reset == Reset::Exact ? "exact" : "rounded") + (row.param.retryAfter ? "" : "NoRetryAfter");
    });

TEST_P(PacerAnnounced, spendsTheQuotaExactlyAndIsNeverBlocked) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        PaceRig rig(seed);
        rig.concurrency = GetParam().concurrency;
        rig.saysRetryAfter = GetParam().retryAfter;
        rig.add(std::make_unique<FixedWindow>(50, 5s), 5s, GetParam().reset);
        const auto took = rig.run(GetParam().count);
        EXPECT_EQ(rig.done, GetParam().count);
        EXPECT_EQ(rig.blocked, 0) << "seed " << seed;
        EXPECT_LE(seconds(took), 1.03 * leastTime(GetParam().count, GetParam().concurrency)) << "seed " << seed;
    }
}

TEST(Pacer, theFirstRequestGoesAheadAlone) {
    PaceRig rig;
    rig.concurrency = 300;
    rig.add(std::make_unique<FixedWindow>(50, 5s), 5s);
    rig.run(300);
    EXPECT_EQ(rig.sentAt[0], 0ns);
    EXPECT_GE(rig.sentAt[1], 18ms) << "the second one knows the first one's answer";
}

TEST(Pacer, aFirstAnswerThatDoesNotComeIsWaitedForABoundedTime) {
    PaceRig rig;
    rig.service = 60s;
    rig.concurrency = 8;
    rig.run(8, 30s);
    ASSERT_EQ(rig.sentAt.size(), 8U);
    EXPECT_EQ(rig.sentAt[1], 1s);
    EXPECT_LE(rig.sentAt[7], 15s);
}

TEST(Pacer, atAResetOnlyAsManyLeaveAsTheNewWindowHolds) {
    PaceRig rig;
    rig.concurrency = 300;
    rig.add(std::make_unique<FixedWindow>(50, 5s), 5s);
    rig.run(300);
    for (const double reset : {5.0, 10.0, 15.0, 20.0, 25.0}) {
        const auto herd = std::count_if(rig.sentAt.begin(), rig.sentAt.end(),
                                        [&](auto at) { return seconds(at) > reset - 0.5 && seconds(at) < reset + 2; });
        EXPECT_EQ(herd, 50) << "around " << reset << " s";
    }
}

TEST(Pacer, firstComeFirstServed) {
    PaceRig rig;
    rig.concurrency = 300;
    rig.latencyMost = rig.latencyLeast; // or answers overtake each other on the way
    rig.add(std::make_unique<FixedWindow>(50, 5s), 5s);
    rig.run(300);
    std::vector<int> inOrder(300);
    std::iota(inOrder.begin(), inOrder.end(), 0);
    EXPECT_EQ(rig.finishedOrder, inOrder);
}

TEST(Pacer, spreadSendsAtEvenDistances) {
    PaceRig rig;
    rig.mode = PaceMode::Spread;
    rig.concurrency = 100;
    rig.add(std::make_unique<FixedWindow>(50, 5s), 5s);
    rig.run(100);
    EXPECT_EQ(rig.blocked, 0);
    for (std::size_t i = 3; i < 98; ++i) {
        const double distance = seconds(rig.sentAt[i] - rig.sentAt[i - 1]);
        EXPECT_GT(distance, 0.08) << i;
        EXPECT_LT(distance, 0.12) << i;
    }
}

TEST(Pacer, greedyDoesNotWaitForTheFirstAnswer) {
    PaceRig rig;
    rig.mode = PaceMode::Greedy;
    rig.concurrency = 20;
    rig.add(std::make_unique<FixedWindow>(50, 5s), 5s);
    rig.run(20);
    EXPECT_EQ(rig.sentAt[19], 0ns);
}

TEST(Pacer, severalWindowsHoldAtOnce) {
    PaceRig rig;
    rig.concurrency = 250;
    rig.add(std::make_unique<FixedWindow>(10, 1s), 1s);
    rig.add(std::make_unique<FixedWindow>(100, 60s), 60s);
    const auto took = rig.run(250);
    EXPECT_EQ(rig.blocked, 0);
    EXPECT_LE(seconds(took), 1.03 * 124) << "two minutes, and five windows of a second less one";
}

TEST(Pacer, resetsThatAreRoundedDownAreLearnedFromOneBlock) {
    for (const int concurrency : {10, 300}) {
        PaceRig rig;
        rig.concurrency = concurrency;
        rig.add(std::make_unique<FixedWindow>(50, 5s), 5s, Reset::RoundedDown);
        const auto took = rig.run(300);
        EXPECT_LE(rig.blocked, 1);
        EXPECT_LE(seconds(took), 1.04 * leastTime(300, concurrency));
    }
}

TEST(Pacer, resetsAtATimeOfDayCostNoSecondEachWindow) {
    for (int phase = 0; phase < 20; ++phase)
        for (const int concurrency : {10, 300}) {
            PaceRig rig(static_cast<std::uint64_t>(phase) + 1);
            rig.concurrency = concurrency;
            rig.clockPhase = phase * 53ms;
            rig.add(std::make_unique<FixedWindow>(50, 5s), 5s, Reset::ByClock);
            const auto took = rig.run(300);
            EXPECT_EQ(rig.blocked, 0) << phase;
            EXPECT_LE(seconds(took), 1.03 * leastTime(300, concurrency)) << phase;
        }
}

TEST(Pacer, aWindowThatSomebodyElseOpenedCostsOneBlockAtMost) {
    for (int phase = 0; phase < 20; ++phase) {
        PaceRig rig;
        rig.clockPhase = phase * 53ms;
        rig.add(std::make_unique<FixedWindow>(50, 5s + base::Milliseconds(phase * 37)), 5s, Reset::ByClock);
        rig.run(300);
        EXPECT_LE(rig.blocked, 1) << "windows do not last whole seconds, phase " << phase;
    }
}

TEST(Pacer, withoutAResetTheWindowsLengthIsUsed) {
    PaceRig rig;
    rig.add(std::make_unique<FixedWindow>(50, 5s), 5s, Reset::Unsaid);
    const auto took = rig.run(300);
    EXPECT_EQ(rig.blocked, 0);
    EXPECT_LE(seconds(took), 1.04 * leastTime(300, 10));
}

TEST(Pacer, bucketsThatFillUpBitByBitAreNotLost) {
    PaceRig rig;
    rig.concurrency = 300;
    rig.add(std::make_unique<TokenBucket>(50, 100ms), 5s);
    const auto took = rig.run(300);
    EXPECT_EQ(rig.done, 300);
    EXPECT_LE(rig.blocked, 45) << "15 %";
    EXPECT_LE(seconds(took), 1.15 * 25);
}

TEST(Pacer, unannouncedRateIsLearned) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        PaceRig rig(seed);
        rig.saysRetryAfter = false;
        rig.latencyLeast = 100us;
        rig.latencyMost = 1ms;
        rig.service = 1ms;
        rig.addSilent(std::make_unique<TokenBucket>(1, 100ms)); // as nginx limit_req, 10r/s
        const auto took = rig.run(300);
        EXPECT_EQ(rig.done, 300);
        EXPECT_LE(seconds(took), 1.15 * 29.9) << "seed " << seed;
        EXPECT_LE(rig.blocked, 0.05 * rig.sent) << "seed " << seed;
        EXPECT_NEAR(seconds(rig.pacer.learnedSpacing(rig.lane)), 0.1, 0.01);
    }
}

TEST(Pacer, unannouncedWindowIsLearnedAsARate) {
    for (const bool retryAfter : {false, true}) {
        PaceRig rig;
        rig.saysRetryAfter = retryAfter;
        rig.addSilent(std::make_unique<FixedWindow>(50, 5s));
        const auto took = rig.run(300);
        EXPECT_EQ(rig.done, 300);
        EXPECT_LE(seconds(took), 33);
        EXPECT_LE(rig.blocked, 24) << "8 %";
    }
}

TEST(Pacer, aServerThatTakesOnlySoManyAtOnce) {
    PaceRig rig;
    rig.concurrency = 300;
    rig.serverConcurrency = 5;
    rig.service = 50ms;
    const auto took = rig.run(300);
    EXPECT_EQ(rig.done, 300);
    EXPECT_LE(rig.blocked, 15) << "5 %";
    EXPECT_LE(seconds(took), 3 * 60 * 0.062);
}

TEST(Pacer, announcedConcurrencyIsKept) {
    Pacer pacer;
    const auto lane = pacer.lane({"api", "api.example", ""});
    const base::SteadyTime now{1h};
    PaceReading reading;
    reading.bucket = 7;
    reading.limit = 3;
    reading.concurrent = true;
    const auto first = pacer.enqueue(lane, "/", 1, PaceMode::Burst);
    EXPECT_EQ(pacer.takeNext(lane, now), first);
    pacer.answered(first, {.readings = std::span(&reading, 1)}, now);
    std::vector<PaceTicket> sent;
    for (int i = 0; i < 10; ++i)
        (void)pacer.enqueue(lane, "/", 2, PaceMode::Burst);
    while (const auto next = pacer.takeNext(lane, now))
        sent.push_back(*next);
    EXPECT_EQ(sent.size(), 3U);
    EXPECT_EQ(pacer.opensAt(lane, now), std::nullopt) << "only an answer helps";
    pacer.answered(sent[0], {}, now);
    EXPECT_TRUE(pacer.takeNext(lane, now));
    EXPECT_FALSE(pacer.takeNext(lane, now));
}

TEST(Pacer, nothingIsHeldBackWhereThereIsNoLimit) {
    PaceRig rig;
    rig.concurrency = 300;
    EXPECT_LE(rig.run(300), 300ms) << "nine round trips";
    EXPECT_GE(rig.atOnce, 100);
}

TEST(Pacer, routesOfOneProviderHaveTheirOwnGates) {
    Pacer pacer;
    const auto lane = pacer.lane({"github", "api.github.com", "token"});
    base::SteadyTime now{1h};
    PaceReading search{.bucket = 1, .limit = 30, .remaining = 0, .window = 60s, .reset = 60s};
    PaceReading core{.bucket = 2, .limit = 5000, .remaining = 4999, .window = 1h, .reset = 1h};
    const auto ask = [&](const char* path, PaceReading& reading) {
        const auto ticket = pacer.enqueue(lane, path, 1, PaceMode::Burst);
        EXPECT_EQ(pacer.takeNext(lane, now), ticket);
        pacer.answered(ticket, {.readings = std::span(&reading, 1)}, now);
    };
    ask("/repos", core);
    ask("/search", search);
    const auto held = pacer.enqueue(lane, "/search", 2, PaceMode::Burst);
    const auto free = pacer.enqueue(lane, "/repos", 3, PaceMode::Burst);
    EXPECT_EQ(pacer.takeNext(lane, now), free) << "it does not stand in the other one's queue";
    EXPECT_EQ(pacer.takeNext(lane, now), std::nullopt);
    EXPECT_EQ(pacer.dueAt(held, now), now + 60s);
    now += 60s;
    EXPECT_EQ(pacer.takeNext(lane, now), held);
}

TEST(Pacer, saysWhoIsNextAndWhen) {
    Pacer pacer;
    const auto lane = pacer.lane({"api", "api.example", ""});
    const base::SteadyTime now{1h};
    PaceReading reading{.bucket = 1, .limit = 2, .remaining = 0, .window = 10s, .reset = 4s};
    const auto first = pacer.enqueue(lane, "/", 1, PaceMode::Burst);
    EXPECT_EQ(pacer.takeNext(lane, now), first);
    std::vector<PaceTicket> waiting;
    for (std::uint64_t order = 2; order < 8; ++order)
        waiting.push_back(pacer.enqueue(lane, "/", order, PaceMode::Burst));
    EXPECT_EQ(pacer.dueAt(waiting[0], now), std::nullopt) << "before the first answer nobody knows";
    pacer.answered(first, {.readings = std::span(&reading, 1)}, now);
    const std::vector<base::Nanoseconds> due{4s, 4s, 14s, 14s, 24s, 24s};
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        EXPECT_EQ(pacer.position(waiting[i]), static_cast<int>(i));
        EXPECT_EQ(pacer.dueAt(waiting[i], now), now + due[i]) << i;
    }
    pacer.leave(waiting[1], now);
    EXPECT_EQ(pacer.position(waiting[2]), 1);
    EXPECT_EQ(pacer.dueAt(waiting[2], now), now + 4s);
    const auto back = pacer.enqueue(lane, "/", 1, PaceMode::Burst);
    EXPECT_EQ(pacer.position(back), 0) << "a call that was blocked keeps its place";
}

TEST(Pacer, retryAfterClosesTheGateForAllAndIsAFloor) {
    Pacer pacer;
    const auto lane = pacer.lane({"api", "api.example", ""});
    const base::SteadyTime now{1h};
    const auto first = pacer.enqueue(lane, "/", 1, PaceMode::Burst);
    (void)pacer.takeNext(lane, now);
    (void)pacer.enqueue(lane, "/other", 2, PaceMode::Greedy);
    pacer.answered(first, {.blocked = true, .retryAfter = 41s}, now);
    EXPECT_EQ(pacer.opensAt(lane, now), now + 41s);
    EXPECT_FALSE(pacer.takeNext(lane, now + 41s - 1ns));
    EXPECT_TRUE(pacer.takeNext(lane, now + 41s));
}

TEST(Pacer, endedTicketsAreHarmless) {
    Pacer pacer;
    const auto lane = pacer.lane({"api", "api.example", ""});
    const base::SteadyTime now{1h};
    const auto first = pacer.enqueue(lane, "/", 1, PaceMode::Burst);
    pacer.leave(first, now);
    pacer.leave(first, now);
    pacer.push(first, now);
    pacer.answered(first, {}, now);
    pacer.leave({}, now);
    const auto second = pacer.enqueue(lane, "/", 2, PaceMode::Burst);
    EXPECT_EQ(second.slot, first.slot);
    pacer.leave(first, now);
    EXPECT_EQ(pacer.takeNext(lane, now), second) << "the slot is used again, the ticket is not";
}

TEST(Pacer, cancelledRequestsDoNotWedgeTheQueue) {
    // SGrondin/bottleneck#194: a queue that waits for a slot which nobody gives back.
    Pacer pacer;
    const auto lane = pacer.lane({"api", "api.example", ""});
    base::SteadyTime now{1h};
    PaceReading reading{.bucket = 1, .limit = 5, .remaining = 4, .window = 10s, .reset = 10s};
    auto ticket = pacer.enqueue(lane, "/", 1, PaceMode::Burst);
    (void)pacer.takeNext(lane, now);
    pacer.answered(ticket, {.readings = std::span(&reading, 1)}, now);
    for (int i = 0; i < 100; ++i) {
        ticket = pacer.enqueue(lane, "/", 2, PaceMode::Burst);
        now = std::max(now, pacer.opensAt(lane, now).value_or(now));
        ASSERT_EQ(pacer.takeNext(lane, now), ticket) << i;
        pacer.leave(ticket, now);
        ASSERT_LT(now, base::SteadyTime(1h + 400s));
    }
}

TEST(Pacer, lanesThatNobodyUsesAreForgottenAndThoseInUseAreNot) {
    Pacer pacer;
    const base::SteadyTime now{1h};
    const auto used = pacer.lane({"used", "used.example", ""});
    const auto ticket = pacer.enqueue(used, "/", 1, PaceMode::Burst);
    Pacer::Lane highest = 0;
    for (int i = 0; i < 20'000; ++i) {
        const auto lane = pacer.lane({QByteArray::number(i), "host", ""});
        EXPECT_NE(lane, used);
        highest = std::max(highest, lane);
    }
    EXPECT_LE(highest, 4096u);
    EXPECT_EQ(pacer.takeNext(used, now), ticket);
    pacer.answered(ticket, {}, now);
    for (int i = 20'000; i < 30'000; ++i)
        (void)pacer.lane({QByteArray::number(i), "host", ""});
    EXPECT_EQ(pacer.takeNext(used, now), std::nullopt) << "whoever has the number now";
}

TEST(Pacer, everyCallIsServedWhateverTheServerDoes) {
    test::SeededRandom dice(99);
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        PaceRig rig(seed);
        rig.mode = static_cast<PaceMode>(1 + dice.next() % 3);
        rig.concurrency = 1 + static_cast<int>(dice.next() % 40);
        rig.saysRetryAfter = dice.next() % 2 == 0;
        rig.latencyMost = base::Milliseconds(5 + dice.next() % 100);
        rig.serverConcurrency = dice.next() % 4 == 0 ? 3 : 1'000;
        const auto limit = static_cast<qint64>(1 + dice.next() % 30);
        const auto window = base::Milliseconds(200 + dice.next() % 3'000);
        if (dice.next() % 2 == 0)
            rig.add(std::make_unique<FixedWindow>(limit, window), dice.next() % 2 == 0 ? window : base::Milliseconds(0),
                    static_cast<Reset>(dice.next() % 5));
        if (dice.next() % 3 == 0)
            rig.add(std::make_unique<SlidingWindow>(limit * 2, window * 3), window * 3,
                    static_cast<Reset>(dice.next() % 5));
        if (dice.next() % 3 == 0)
            rig.addSilent(std::make_unique<TokenBucket>(limit, 50ms));
        rig.run(60, 20min);
        ASSERT_EQ(rig.done, 60) << "seed " << seed << " mode " << int(rig.mode) << " after " << rig.sent << " sent";
    }
}

TEST(PaceRoute, leavesOutWhatIsNoRoute) {
    EXPECT_EQ(paceRoute("/"), "");
    EXPECT_EQ(paceRoute("/search/code?q=/x/y"), "/search/code");
    EXPECT_EQ(paceRoute("/api/v3/repos/some-owner/some-repo"), "/repos/some-owner");
    EXPECT_EQ(paceRoute("/v1/charges/ch_1A2b"), "/charges/");
    EXPECT_EQ(paceRoute("/items/17"), paceRoute("/items/18"));
    EXPECT_EQ(paceRoute("/items/0f8fad5b-d9cb-469f-a165-70867728950e"), "/items/");
    EXPECT_EQ(paceRoute("items"), "/items");
}

} // namespace knockback::retry
