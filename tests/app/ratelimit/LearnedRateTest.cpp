// SPDX-License-Identifier: GPL-3.0-or-later
// A pacer that knows nothing but what blocks teach, against the limiters that announce nothing.
#include "app/ratelimit/LearnedRate.h"
#include "app/ratelimit/TokenBucket.h"

#include <deque>

namespace knockback::ratelimit {

using namespace std::chrono_literals;

namespace {

constexpr base::SteadyTime start{1h};

// nginx limit_req without a burst: a request passes when enough milliseconds lie behind the last one that passed.
class Spacing {
public:
    explicit Spacing(base::Milliseconds gap) : m_gap(gap) {}
    bool take(base::SteadyTime now) {
        if (m_last && std::chrono::floor<base::Milliseconds>(now - *m_last) < m_gap)
            return false;
        m_last = now;
        return true;
    }

private:
    base::Milliseconds m_gap;
    std::optional<base::SteadyTime> m_last;
};

struct Outcome {
    int passed = 0;
    int blocked = 0;
    double seconds = 0;
};

// Sends until `wanted` requests have passed, `concurrency` at most at once, each answered after `service`.
template <typename Take>
Outcome run(int wanted, int concurrency, base::Nanoseconds service, Take take) {
    LearnedRate rate;
    std::deque<std::pair<base::SteadyTime, bool>> onTheWay; // answered when, passed
    base::SteadyTime now = start;
    base::SteadyTime lastSent = start - 1h;
    Outcome result;
    while (result.passed < wanted) {
        while (!onTheWay.empty() && onTheWay.front().first <= now) {
            const bool passed = onTheWay.front().second;
            onTheWay.pop_front();
            rate.answered(!passed, static_cast<int>(onTheWay.size()), now);
            ++(passed ? result.passed : result.blocked);
        }
        const auto perSecond = rate.perSecond(now);
        const bool room = static_cast<int>(onTheWay.size()) < concurrency;
        const bool due = perSecond ? std::chrono::duration<double>(now - lastSent).count() >= 1 / *perSecond
                                   : static_cast<double>(onTheWay.size()) < rate.slowStart();
        if (room && due) {
            rate.sent(now);
            lastSent = now;
            onTheWay.emplace_back(now + service, take(now));
        }
        now += 250us;
        if (now - start > 10min)
            break;
    }
    result.seconds = std::chrono::duration<double>(now - start).count();
    return result;
}

} // namespace

TEST(LearnedRate, findsNginxTenPerSecond) {
    Spacing server(100ms);
    const Outcome done = run(300, 10, 10ms, [&](base::SteadyTime now) { return server.take(now); });
    RecordProperty("seconds", std::to_string(done.seconds));
    RecordProperty("blocked", done.blocked);
    EXPECT_EQ(done.passed, 300);
    EXPECT_LE(done.seconds, 1.15 * 29.9);
    EXPECT_LE(done.blocked, 15);
}

class LearnedRateAgainst : public testing::TestWithParam<std::tuple<int, int, int>> {};
TEST_P(LearnedRateAgainst, wastesLittleAndLosesLittle) {
    const auto [perSecond, burst, serviceMs] = GetParam();
    TokenBucket server(burst, base::Nanoseconds(1s) / perSecond);
    const Outcome done = run(40 * perSecond, 20, base::Milliseconds(serviceMs),
                             [&](base::SteadyTime now) { return server.take(now, "key").allowed; });
    const double best = (40.0 * perSecond - burst) / perSecond;
    EXPECT_EQ(done.passed, 40 * perSecond);
    EXPECT_LE(done.seconds, 1.25 * best) << done.blocked << " blocked";
    // The first overshoot has all 20 that fit on the way, and a bucket that filled up again hides where the limit is.
    EXPECT_LE(done.blocked, burst == 1 ? 15 : 45) << done.seconds << " s";
}
INSTANTIATE_TEST_SUITE_P(Servers, LearnedRateAgainst,
                         testing::Combine(testing::Values(2, 5, 20, 50), testing::Values(1, 20),
                                          testing::Values(5, 80)));

TEST(LearnedRate, withoutABlockNothingIsLearned) {
    LearnedRate rate;
    for (int i = 0; i < 10; ++i) {
        rate.sent(start + i * 10ms);
        rate.answered(false, 0, start + i * 10ms + 5ms);
    }
    EXPECT_EQ(rate.perSecond(start + 1s), std::nullopt);
    EXPECT_EQ(rate.slowStart(), 11);
}

TEST(LearnedRate, oneRequestAloneHasNoRate) {
    LearnedRate rate;
    rate.sent(start);
    rate.answered(true, 0, start + 10ms);
    EXPECT_EQ(rate.perSecond(start + 1s), std::nullopt);
}

TEST(LearnedRate, theBlocksOfOneBurstCountOnce) {
    LearnedRate rate;
    for (int i = 0; i < 10; ++i)
        rate.sent(start + i * 10ms);
    rate.answered(true, 9, start + 100ms);
    const auto learned = rate.perSecond(start + 100ms);
    ASSERT_TRUE(learned);
    EXPECT_NEAR(*learned, 50, 1); // half of the 100 a second that were sent
    for (int i = 8; i >= 0; --i)
        rate.answered(true, i, start + 100ms);
    EXPECT_EQ(rate.perSecond(start + 100ms), learned);
    rate.sent(start + 200ms);
    rate.answered(true, 0, start + 210ms);
    EXPECT_LT(*rate.perSecond(start + 210ms), *learned);
}

TEST(LearnedRate, isForgottenAfterAQuietTime) {
    LearnedRate rate;
    rate.sent(start - 100ms);
    rate.sent(start);
    rate.answered(true, 0, start + 10ms);
    EXPECT_TRUE(rate.perSecond(start + 59s));
    EXPECT_FALSE(rate.perSecond(start + 61s));
    rate.sent(start + 62s);
    rate.answered(false, 0, start + 63s);
    EXPECT_FALSE(rate.perSecond(start + 63s));
}

TEST(LearnedRate, isForgottenLongAfterTheLastBlock) {
    LearnedRate rate;
    rate.sent(start - 100ms);
    rate.sent(start);
    rate.answered(true, 0, start);
    auto now = start;
    for (; now < start + 10min; now += 30s)
        rate.sent(now);
    EXPECT_FALSE(rate.perSecond(now));
}

} // namespace knockback::ratelimit
