// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/BucketWords.h"
#include "tests/ui/limits/DrawnLimits.h"
#include "ui/limits/CardOrder.h"
#include "ui/limits/CircuitCard.h"

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
    EXPECT_EQ(words.sentence(), QStringLiteral("core: 0 of 60 left, 60 per hour · per IP, resets in 00:41"));
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

std::vector<QString> names(const std::vector<const BucketState*>& order) {
    std::vector<QString> out;
    for (const BucketState* bucket : order)
        out.push_back(bucket->label);
    return out;
}

TEST(CardOrder, StaysAndPinsOnlyTheWorst) {
    CardOrder order;
    std::vector<BucketState> buckets{test::bucket(QStringLiteral("a"), 9, 10, 60, now, 10s),
                                     test::bucket(QStringLiteral("b"), 9, 10, 60, now, 10s)};
    const std::vector<QString> asSeen{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    EXPECT_EQ(order.arrange(buckets, now).size(), 2U);
    // Another order from the tracker, and a new one: places are kept.
    buckets.insert(buckets.begin(), test::bucket(QStringLiteral("c"), 9, 10, 60, now, 10s));
    std::swap(buckets[1], buckets[2]);
    EXPECT_EQ(names(order.arrange(buckets, now)), asSeen);
    buckets[0].window.remaining = 0;
    EXPECT_EQ(names(order.arrange(buckets, now)),
              (std::vector<QString>{QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("b")}));
    EXPECT_EQ(names(order.arrange(buckets, now + 11s)), asSeen) << "and goes back to its place";
    EXPECT_TRUE(order.arrange({}, now).empty());
}

TEST(CardOrder, ABlockIsWorseThanAnEmptyWindow) {
    CardOrder order;
    std::vector<BucketState> buckets{test::bucket(QStringLiteral("empty"), 0, 10, 60, now, 1h),
                                     test::bucket(QStringLiteral("blocked"), 5, 10, 60, now, 10s)};
    buckets[1].blocked = true;
    buckets[1].notBefore = now + 5s;
    EXPECT_EQ(order.arrange(buckets, now).front()->label, QStringLiteral("blocked"));
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
