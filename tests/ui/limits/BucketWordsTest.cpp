// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/BucketWords.h"
#include "tests/ui/limits/DrawnLimits.h"
#include "ui/limits/CardOrder.h"
#include "ui/limits/CircuitWords.h"
#include "ui/limits/Starving.h"

#include <gtest/gtest.h>

#include <limits>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;
using ratelimit::BucketState;

const base::SteadyTime now(1h);

TEST(BucketWords, SayWhatTheDrawingSays) {
    const auto words =
        wordsFor(test::bucket(QStringLiteral("core"), 0, 60, 3600, now, 41s, QStringLiteral("per IP")), now);
    EXPECT_EQ(words.name, QStringLiteral("core"));
    EXPECT_EQ(words.big, QStringLiteral("0"));
    EXPECT_EQ(words.small, QStringLiteral("of 60"));
    EXPECT_EQ(words.rate, QStringLiteral("60 per hour · per IP"));
    EXPECT_EQ(words.state, QStringLiteral("resets in"));
    EXPECT_EQ(words.countdown, QStringLiteral("00:41"));
    EXPECT_EQ(words.sentence(), QStringLiteral("core: 0 of 60 left, empty, 60 per hour · per IP, resets in 00:41"));
}

TEST(BucketWords, UnitsAndOddWindows) {
    auto bucket = test::bucket(QStringLiteral("tokens"), 12, 90000, 10, now, 5s);
    bucket.window.unit = QStringLiteral("tokens");
    EXPECT_EQ(wordsFor(bucket, now).rate, QStringLiteral("90,000 tokens per 10 s"));
    bucket.window.windowSeconds = 1e300;
    EXPECT_FALSE(wordsFor(bucket, now).rate.isEmpty()) << "no number of a server leaves the clock's range";
}

TEST(BucketWords, UnknownIsNeverZero) {
    BucketState bucket;
    bucket.key.name = QStringLiteral("default");
    EXPECT_EQ(moodOf(bucket, now), BucketMood::Unknown);
    const auto words = wordsFor(bucket, now);
    EXPECT_EQ(words.big, QStringLiteral("?"));
    EXPECT_TRUE(words.small.isEmpty());
    EXPECT_EQ(words.rate, QStringLiteral("limit not announced"));
    EXPECT_EQ(words.state, QStringLiteral("reset not announced"));
}

TEST(BucketWords, NoLimitIsSaidSo) {
    BucketState bucket;
    bucket.window.limit = std::numeric_limits<double>::infinity();
    EXPECT_EQ(moodOf(bucket, now), BucketMood::Unlimited);
    EXPECT_EQ(wordsFor(bucket, now).big, QStringLiteral("∞"));
    EXPECT_EQ(wordsFor(bucket, now).rate, QStringLiteral("no limit"));
}

TEST(BucketWords, ABlockCountsDownToItsOwnEnd) {
    auto bucket = test::bucket(QStringLiteral("core"), 27, 30, 60, now, 10s);
    bucket.blocked = true;
    bucket.notBefore = now + 41s;
    EXPECT_EQ(moodOf(bucket, now), BucketMood::Blocked);
    EXPECT_EQ(wordsFor(bucket, now).state, QStringLiteral("blocked, retry in"));
    EXPECT_EQ(wordsFor(bucket, now).countdown, QStringLiteral("00:41"));
    EXPECT_EQ(moodOf(bucket, now + 41s), BucketMood::Fine) << "and is over then";
}

TEST(BucketWords, AnEmptyWindowIsFullAgainAfterItsReset) {
    const auto bucket = test::bucket(QStringLiteral("core"), 0, 60, 3600, now, 41s);
    EXPECT_EQ(moodOf(bucket, now), BucketMood::Empty);
    EXPECT_EQ(moodOf(bucket, now + 41s), BucketMood::Fine);
    EXPECT_EQ(wordsFor(bucket, now + 41s).state, QStringLiteral("has reset, not asked since"));
}

TEST(BucketWords, StarvingSaysWhen) {
    auto bucket = test::bucket(QStringLiteral("core"), 5, 60, 60, now, 50s);
    bucket.exhaustedAt = now + 10s;
    EXPECT_EQ(moodOf(bucket, now), BucketMood::Starving);
    EXPECT_EQ(wordsFor(bucket, now).extra, QStringLiteral("empty in 00:10 at this pace"));
}

TEST(BucketWords, LearnedIsMarkedAndNeverStarves) {
    auto bucket = test::bucket(QStringLiteral("api.example"), 0, 9.46, 1, now, 50s);
    bucket.learned = true;
    bucket.resetAt.reset();
    bucket.exhaustedAt = now + 10s;
    const auto words = wordsFor(bucket, now);
    EXPECT_TRUE(words.learned);
    EXPECT_EQ(words.big, QStringLiteral("≈9.5"));
    EXPECT_EQ(words.small, QStringLiteral("/ s"));
    EXPECT_EQ(words.rate, QStringLiteral("learned from blocks"));
    EXPECT_EQ(words.state, QStringLiteral("estimated, not announced"));
    EXPECT_EQ(moodOf(bucket, now), BucketMood::Fine);
    EXPECT_EQ(words.sentence(), QStringLiteral("api.example: ≈9.5 / s, learned from blocks, estimated, not announced"));
}

TEST(BucketWords, AContradictionIsAStateOfItsOwn) {
    auto bucket = test::bucket(QStringLiteral("core"), 12, 60, 60, now, 50s);
    bucket.window.conflict = QStringLiteral("X-RateLimit-Remaining says 30");
    EXPECT_EQ(moodOf(bucket, now), BucketMood::Conflicting);
    EXPECT_EQ(wordsFor(bucket, now).extra, QStringLiteral("conflict: X-RateLimit-Remaining says 30"));
    EXPECT_TRUE(detailsOf(bucket, now).contains(QStringLiteral("contradicts")));
    bucket.window.remaining = 0;
    EXPECT_EQ(moodOf(bucket, now), BucketMood::Empty) << "which is worse";
}

TEST(BucketWords, WhatIsUsedWithoutALimitIsSaidSo) {
    BucketState bucket;
    bucket.key.name = QStringLiteral("weight 1m");
    bucket.window.used = 1201;
    bucket.window.scope = ratelimit::QuotaScope::Address;
    EXPECT_EQ(moodOf(bucket, now), BucketMood::Unknown);
    const auto words = wordsFor(bucket, now);
    EXPECT_EQ(words.big, QStringLiteral("1201"));
    EXPECT_EQ(words.small, QStringLiteral("used"));
    EXPECT_EQ(words.rate, QStringLiteral("limit not announced · per IP"));
    EXPECT_TRUE(words.sentence().startsWith(QStringLiteral("weight 1m: 1201 used,")));
}

TEST(BucketWords, AShareIsInPercentAndTheSourceIsNamed) {
    auto bucket = test::bucket(QStringLiteral("app calls"), 72, 100, 3600, now, 50s);
    bucket.window.unit = QStringLiteral("percent");
    bucket.window.source = QStringLiteral("X-App-Usage");
    const auto words = wordsFor(bucket, now);
    EXPECT_EQ(words.big, QStringLiteral("72%"));
    EXPECT_EQ(words.small, QStringLiteral("left"));
    EXPECT_EQ(words.extra, QStringLiteral("from X-App-Usage"));
    EXPECT_TRUE(detailsOf(bucket, now).contains(QStringLiteral("Read from: X-App-Usage")));
    EXPECT_TRUE(words.sentence().startsWith(QStringLiteral("app calls: 72% left,")));
}

TEST(BucketWords, QuotaThatTricklesBackSaysHowFast) {
    auto bucket = test::bucket(QStringLiteral("default"), 3.7, 40, 20, now, 50s);
    bucket.resetAt.reset();
    bucket.window.refillPerSecond = 2;
    EXPECT_EQ(wordsFor(bucket, now).big, QStringLiteral("3")) << "a part of a request is none";
    EXPECT_EQ(wordsFor(bucket, now).state, QStringLiteral("2 per second come back"));
}

TEST(BucketWords, TheForecastHasItsBoundsInTheToolTip) {
    auto bucket = test::bucket(QStringLiteral("core"), 5, 60, 60, now, 50s);
    bucket.exhaustion = ratelimit::Exhaustion{now + 20s, now + 10s, now + 40s};
    EXPECT_TRUE(detailsOf(bucket, now).contains(QStringLiteral("Empty in 00:10 to 00:40")));
    bucket.exhaustion->latest = base::SteadyTime::max();
    EXPECT_TRUE(detailsOf(bucket, now).contains(QStringLiteral("Empty in 00:10 at the earliest")));
}

std::vector<QString> names(const std::vector<CardOrder::Place>& order) {
    std::vector<QString> out;
    for (const auto& place : order)
        out.push_back(place.bucket->label);
    return out;
}

TEST(CardOrder, StaysAndPinsOnlyTheWorst) {
    CardOrder order;
    std::vector<BucketState> buckets{test::bucket(QStringLiteral("a"), 9, 10, 60, now, 10s),
                                     test::bucket(QStringLiteral("b"), 9, 10, 60, now, 10s)};
    const std::vector<QString> asSeen{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    EXPECT_EQ(order.arrange(buckets, {}, now).size(), 2U);
    // Another order from the tracker, and a new one: places are kept.
    buckets.insert(buckets.begin(), test::bucket(QStringLiteral("c"), 9, 10, 60, now, 10s));
    std::swap(buckets[1], buckets[2]);
    EXPECT_EQ(names(order.arrange(buckets, {}, now)), asSeen);
    buckets[0].window.remaining = 0;
    EXPECT_EQ(names(order.arrange(buckets, {}, now)),
              (std::vector<QString>{QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("b")}));
    EXPECT_EQ(names(order.arrange(buckets, {}, now + 11s)), asSeen) << "and goes back to its place";
    EXPECT_TRUE(order.arrange({}, {}, now).empty());
}

TEST(CardOrder, ABlockIsWorseThanAnEmptyWindow) {
    CardOrder order;
    std::vector<BucketState> buckets{test::bucket(QStringLiteral("empty"), 0, 10, 60, now, 1h),
                                     test::bucket(QStringLiteral("blocked"), 5, 10, 60, now, 10s)};
    buckets[1].blocked = true;
    buckets[1].notBefore = now + 5s;
    EXPECT_EQ(order.arrange(buckets, {}, now).front().bucket->label, QStringLiteral("blocked"));
}

TEST(CardOrder, AllThatStarveArePinnedTheEmptyBeforeTheFalling) {
    CardOrder order;
    std::vector<BucketState> buckets{test::bucket(QStringLiteral("fine"), 9, 10, 60, now, 10s),
                                     test::bucket(QStringLiteral("falling"), 5, 10, 60, now, 50s),
                                     test::bucket(QStringLiteral("empty"), 0, 10, 60, now, 50s)};
    buckets[1].exhaustedAt = now + 10s;
    EXPECT_EQ(names(order.arrange(buckets, {}, now)).front(), QStringLiteral("falling"))
        << "nobody waits for the empty one";
    const auto places = order.arrange(buckets, {{{}, QStringLiteral("empty"), 3}}, now);
    EXPECT_EQ(names(places),
              (std::vector<QString>{QStringLiteral("empty"), QStringLiteral("falling"), QStringLiteral("fine")}));
    EXPECT_TRUE(places[0].starving);
    EXPECT_EQ(places[0].waiting, 3);
    EXPECT_FALSE(places[2].starving);
}

TEST(Starving, CountsTheCallsOfItsLaneAndHost) {
    auto bucket = test::bucket(QStringLiteral("core"), 0, 10, 60, now, 50s);
    bucket.host = "api.example";
    const QString host = QStringLiteral("api.example");
    const QString core = QStringLiteral("core");
    EXPECT_EQ(waitingFor(bucket, {{host, core, 2}, {host, host, 1}, {{}, core, 4}}), 7);
    EXPECT_EQ(waitingFor(bucket, {{QStringLiteral("other.example"), core, 2}, {host, QStringLiteral("search"), 1}}), 0);
    EXPECT_FALSE(starves(BucketMood::Fine, 5)) << "they are paced, and enough is left";
    EXPECT_FALSE(starves(BucketMood::Empty, 0));
    EXPECT_TRUE(starves(BucketMood::Blocked, 1));
}

TEST(CircuitWords, SayWhatOpensIt) {
    retry::CircuitView circuit{QStringLiteral("h"), retry::BreakerState::Closed, {}, {true, false}};
    EXPECT_EQ(circuitWords(circuit, now), QStringLiteral("1 of last 2 blocked"));
    circuit.failureShare = 0.5;
    circuit.minimum = 5;
    EXPECT_EQ(failureWords(circuit), QStringLiteral("opens at 50 %"));
    circuit.failures = 1;
    circuit.outcomes = 2;
    circuit.failureRate = 0.5;
    EXPECT_EQ(failureWords(circuit), QStringLiteral("1 of 2 failed · opens at 50 % from 5 on"));
    circuit.outcomes = 10;
    circuit.failureRate = 0.4;
    EXPECT_EQ(failureWords(circuit), QStringLiteral("40 % of 10 failed · opens at 50 %"));
    EXPECT_TRUE(slowWords(circuit).isEmpty());
    circuit.slowShare = 0.8;
    EXPECT_EQ(slowWords(circuit), QStringLiteral("0 % slow · opens at 80 %"));
}

TEST(CircuitWords, ByHandThereIsNoCountdown) {
    retry::CircuitView circuit{QStringLiteral("h"), retry::BreakerState::Open, base::SteadyTime::max(), {}};
    circuit.byHand = true;
    EXPECT_EQ(circuitState(circuit), QStringLiteral("open by hand"));
    EXPECT_EQ(circuitWords(circuit, now), QStringLiteral("nothing is sent until it is closed"));
    circuit.state = retry::BreakerState::HalfOpen;
    circuit.byHand = false;
    circuit.probesOut = 1;
    circuit.probesWanted = 3;
    circuit.probesAnswered = 1;
    EXPECT_EQ(circuitWords(circuit, now), QStringLiteral("no answers yet · 1 of 3 probes answered, 1 on the way"));
}

TEST(CircuitWords, CountBlocksAndTheProbe) {
    const auto limits = test::drawnLimits(now);
    EXPECT_EQ(circuitWords(limits.circuits[0], now), QStringLiteral("4 of last 10 blocked · next probe in 00:12"));
    EXPECT_EQ(circuitWords(limits.circuits[0], now + 12s),
              QStringLiteral("4 of last 10 blocked · the next request is a probe"));
    EXPECT_EQ(circuitWords({}, now), QStringLiteral("no answers yet"));
}

} // namespace
} // namespace knockback::ui
