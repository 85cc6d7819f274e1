// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/FixedWindow.h"
#include "app/ratelimit/SlidingWindow.h"
#include "app/ratelimit/TokenBucket.h"

#include "tests/support/SeededRandom.h"

#include <deque>

namespace knockback::ratelimit {

using namespace std::chrono_literals;

namespace {

constexpr base::SteadyTime start{1h};

std::unique_ptr<Limiter> make(const std::string& kind, qint64 limit, base::Nanoseconds window) {
    if (kind == "fixed")
        return std::make_unique<FixedWindow>(limit, window);
    if (kind == "sliding")
        return std::make_unique<SlidingWindow>(limit, window);
    return std::make_unique<TokenBucket>(limit, window / limit);
}

} // namespace

TEST(FixedWindow, startsWithTheFirstRequestAndEndsAtOnce) {
    FixedWindow limiter(2, 10s);
    const Verdict first = limiter.take(start, "k");
    EXPECT_TRUE(first.allowed);
    EXPECT_EQ(first.limit, 2);
    EXPECT_EQ(first.remaining, 1);
    EXPECT_EQ(first.resetAfter, 10s);
    EXPECT_EQ(first.retryAfter, 0s);
    EXPECT_EQ(limiter.take(start + 4s, "k").remaining, 0);
    const Verdict third = limiter.take(start + 7s, "k");
    EXPECT_FALSE(third.allowed);
    EXPECT_EQ(third.retryAfter, 3s);
    EXPECT_FALSE(limiter.take(start + 10s - 1ns, "k").allowed);
    const Verdict fresh = limiter.take(start + 10s, "k");
    EXPECT_TRUE(fresh.allowed);
    EXPECT_EQ(fresh.resetAfter, 10s);
}

TEST(FixedWindow, letsTwiceTheLimitPassAroundABoundary) {
    FixedWindow limiter(3, 10s);
    int passed = limiter.take(start, "k").allowed;
    for (int i = 0; i < 2; ++i)
        passed += limiter.take(start + 9s, "k").allowed;
    for (int i = 0; i < 3; ++i)
        passed += limiter.take(start + 10s, "k").allowed;
    EXPECT_EQ(passed, 6);
}

TEST(SlidingWindow, opensWhenTheOldestLeaves) {
    SlidingWindow limiter(2, 10s);
    EXPECT_TRUE(limiter.take(start, "k").allowed);
    EXPECT_TRUE(limiter.take(start + 4s, "k").allowed);
    const Verdict third = limiter.take(start + 5s, "k");
    EXPECT_FALSE(third.allowed);
    EXPECT_EQ(third.retryAfter, 5s);
    EXPECT_EQ(third.resetAfter, 9s);
    EXPECT_TRUE(limiter.take(start + 10s, "k").allowed);
    EXPECT_FALSE(limiter.take(start + 10s, "k").allowed);
}

TEST(TokenBucket, refillsOneByOne) {
    TokenBucket limiter(3, 2s);
    for (int i = 2; i >= 0; --i)
        EXPECT_EQ(limiter.take(start, "k").remaining, i);
    const Verdict empty = limiter.take(start, "k");
    EXPECT_FALSE(empty.allowed);
    EXPECT_EQ(empty.retryAfter, 2s);
    EXPECT_EQ(empty.resetAfter, 6s);
    EXPECT_TRUE(limiter.take(start + 2s, "k").allowed);
    EXPECT_FALSE(limiter.take(start + 2s, "k").allowed);
    EXPECT_EQ(limiter.take(start + 1h, "k").remaining, 2);
}

class AnyLimiter : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Kinds, AnyLimiter, testing::Values("fixed", "sliding", "bucket"));

TEST_P(AnyLimiter, countsKeysApart) {
    const auto limiter = make(GetParam(), 1, 10s);
    EXPECT_TRUE(limiter->take(start, "a").allowed);
    EXPECT_TRUE(limiter->take(start, "b").allowed);
    EXPECT_FALSE(limiter->take(start, "a").allowed);
}

// For any rhythm of requests: what a verdict promises comes true to the nanosecond, and the limit holds.
TEST_P(AnyLimiter, keepsItsPromises) {
    test::SeededRandom random(99);
    for (int round = 0; round < 200; ++round) {
        const qint64 limit = 1 + static_cast<qint64>(random.next() % 8);
        const base::Nanoseconds window = limit * base::Milliseconds(1 + random.next() % 2000);
        const auto limiter = make(GetParam(), limit, window);
        std::deque<base::SteadyTime> passed;
        base::SteadyTime now = start;
        for (int i = 0; i < 100; ++i) {
            now += base::Nanoseconds(random.next() % static_cast<std::uint64_t>((window / limit * 2).count()));
            const Verdict verdict = limiter->take(now, "k");
            ASSERT_EQ(verdict.limit, limit);
            ASSERT_GE(verdict.remaining, 0);
            ASSERT_LT(verdict.remaining, limit + 1);
            ASSERT_GT(verdict.resetAfter, 0s);
            if (verdict.allowed) {
                ASSERT_EQ(verdict.retryAfter, 0s);
                passed.push_back(now);
            } else {
                ASSERT_GT(verdict.retryAfter, 0s);
                ASSERT_FALSE(limiter->take(now + verdict.retryAfter - 1ns, "k").allowed);
                now += verdict.retryAfter;
                ASSERT_TRUE(limiter->take(now, "k").allowed);
                passed.push_back(now);
            }
            while (passed.front() + window <= now)
                passed.pop_front();
            const bool exact = std::string(GetParam()) == "sliding";
            ASSERT_LE(static_cast<qint64>(passed.size()), exact ? limit : 2 * limit);
        }
    }
}

TEST_P(AnyLimiter, forgetsKeysThatAreOver) {
    const auto limiter = make(GetParam(), 1, 1s);
    base::SteadyTime now = start;
    for (int i = 0; i < 20'000; ++i, now += 1ms)
        ASSERT_TRUE(limiter->take(now, QByteArray::number(i)).allowed);
    // A key of long ago is new, one of just now is not.
    EXPECT_TRUE(limiter->take(now, "0").allowed);
    EXPECT_FALSE(limiter->take(now, "19999").allowed);
}

TEST(PerKey, sweepsWhatIsStale) {
    PerKey<int> states;
    for (int i = 0; i < 100'000; ++i)
        states.at(QByteArray::number(i), [&](int value) { return value < i - 100; }) = i;
    EXPECT_LT(states.size(), 3000u);
}

TEST(Limiter, extremeParametersDoNotOverflow) {
    const base::Nanoseconds ever = base::Nanoseconds::max();
    FixedWindow fixed(std::numeric_limits<qint64>::max(), ever);
    SlidingWindow sliding(1, ever);
    TokenBucket bucket(std::numeric_limits<qint64>::max(), ever);
    for (Limiter* limiter : std::initializer_list<Limiter*>{&fixed, &sliding, &bucket}) {
        EXPECT_TRUE(limiter->take(start, "k").allowed);
        EXPECT_GT(limiter->take(start + 1s, "k").resetAfter, 0s);
    }
    for (const qint64 none : {qint64(0), qint64(-1)}) {
        FixedWindow closed(none, 1s);
        EXPECT_FALSE(closed.take(start, "k").allowed);
        SlidingWindow shut(none, 1s);
        EXPECT_FALSE(shut.take(start, "k").allowed);
        TokenBucket dry(none, 1s);
        EXPECT_GT(dry.take(start, "k").retryAfter, 0s);
    }
}

} // namespace knockback::ratelimit
