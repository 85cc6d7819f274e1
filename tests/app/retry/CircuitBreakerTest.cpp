// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CircuitBreaker.h"

namespace knockback::retry {

using namespace std::chrono_literals;

class CircuitBreakerTest : public testing::Test {
protected:
    bool attempt(bool failed) {
        const auto pass = m_breaker.pass(m_now);
        return m_breaker.finished(pass.value_or(CircuitPass{}), failed, m_now);
    }
    CircuitPass probe() {
        const auto pass = m_breaker.pass(m_now);
        EXPECT_TRUE(pass && pass->isProbe);
        return pass.value_or(CircuitPass{});
    }
    bool isFree() { return m_breaker.opensAt(m_now) == m_now; }
    void openIt() {
        for (int i = 0; i < 5; ++i)
            attempt(true);
        ASSERT_EQ(m_breaker.state(m_now), BreakerState::Open);
    }
    base::SteadyTime m_now{1h};
    CircuitBreaker m_breaker{{.window = 10, .minimum = 5, .failureShare = 0.5, .openFor = 30s}};
};

TEST_F(CircuitBreakerTest, needsEnoughOutcomesBeforeItOpens) {
    for (int i = 0; i < 4; ++i)
        EXPECT_FALSE(attempt(true));
    EXPECT_TRUE(attempt(true));
    EXPECT_EQ(m_breaker.opensAt(m_now), m_now + 30s);
    EXPECT_FALSE(m_breaker.pass(m_now));
    EXPECT_FALSE(m_breaker.pass(m_now + 30s - 1ns)) << "never early";
    EXPECT_EQ(m_breaker.reason(), u"5 of the last 5 answers were failures");
}

TEST_F(CircuitBreakerTest, successesKeepItClosed) {
    for (int i = 0; i < 50; ++i)
        EXPECT_FALSE(attempt(i % 3 == 0));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Closed);
    EXPECT_EQ(m_breaker.view(m_now).recent.size(), 10u);
}

TEST_F(CircuitBreakerTest, letsOneProbeThroughAndClosesOnItsSuccess) {
    openIt();
    m_now += 30s;
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::HalfOpen);
    EXPECT_TRUE(isFree());
    const auto pass = probe();
    EXPECT_FALSE(m_breaker.pass(m_now)) << "a second request waits for the probe";
    EXPECT_FALSE(m_breaker.opensAt(m_now)) << "nobody knows until when";
    EXPECT_TRUE(m_breaker.holds(pass));
    EXPECT_TRUE(m_breaker.finished(pass, false, m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Closed);
    EXPECT_TRUE(isFree());
}

TEST_F(CircuitBreakerTest, failedProbeOpensItAgain) {
    openIt();
    m_now += 30s;
    attempt(true);
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
    EXPECT_EQ(m_breaker.opensAt(m_now), m_now + 30s);
    EXPECT_EQ(m_breaker.view(m_now).openedAt, m_now - 30s) << "since when it is not closed";
}

TEST_F(CircuitBreakerTest, cancelledProbeFreesThePlace) {
    openIt();
    m_now += 30s;
    m_breaker.abandoned(probe());
    EXPECT_TRUE(isFree());
}

TEST_F(CircuitBreakerTest, lateAnswerFromBeforeItOpenedDoesNotCloseIt) {
    const auto early = m_breaker.pass(m_now);
    ASSERT_TRUE(early);
    openIt();
    EXPECT_FALSE(m_breaker.holds(*early)) << "who has not sent yet stays";
    EXPECT_FALSE(m_breaker.finished(*early, false, m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
    m_now += 31s;
    const auto pass = probe();
    EXPECT_FALSE(m_breaker.finished(*early, true, m_now)) << "nor is it the probe";
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::HalfOpen);
    EXPECT_TRUE(m_breaker.finished(pass, true, m_now)) << "the probe's own answer";
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
}

TEST_F(CircuitBreakerTest, anOldFailureDoesNotCountAgainstACircuitThatHasHealed) {
    m_breaker.follow({.minimum = 1, .openFor = 30s});
    const auto early = m_breaker.pass(m_now);
    attempt(true);
    m_now += 30s;
    attempt(false);
    ASSERT_EQ(m_breaker.state(m_now), BreakerState::Closed);
    EXPECT_FALSE(m_breaker.finished(*early, true, m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Closed);
}

TEST_F(CircuitBreakerTest, aTimeWindowForgetsOldFailures) {
    m_breaker.follow({.window = 100, .span = 10s, .minimum = 3, .failureShare = 0.5});
    EXPECT_FALSE(attempt(true));
    EXPECT_FALSE(attempt(true));
    m_now += 11s;
    EXPECT_EQ(m_breaker.view(m_now).outcomes, 0) << "what is shown forgets them, too";
    EXPECT_FALSE(m_breaker.view(m_now).failureRate);
    EXPECT_FALSE(attempt(true)) << "the first two are too old to count";
    EXPECT_FALSE(attempt(true));
    EXPECT_TRUE(attempt(true));
}

TEST_F(CircuitBreakerTest, aCountWindowForgetsWhatIsBeyondIt) {
    m_breaker.follow({.window = 4, .minimum = 4, .failureShare = 0.75});
    for (const bool failed : {true, true, false, false, false, false, true, true})
        EXPECT_FALSE(attempt(failed));
    EXPECT_TRUE(attempt(true)) << "three of the last four";
}

TEST_F(CircuitBreakerTest, slowAnswersOpenItToo) {
    m_breaker.follow({.minimum = 4, .failureShare = 1, .slow = 2s, .slowShare = 0.5});
    for (const auto took : {3s, 1s, 3s, 1s})
        EXPECT_FALSE(m_breaker.finished(*m_breaker.pass(m_now), false, m_now, took));
    EXPECT_EQ(m_breaker.view(m_now).slowRate, 0.5);
    EXPECT_TRUE(m_breaker.finished(*m_breaker.pass(m_now), false, m_now, 3s)) << "three of five are slow";
    EXPECT_EQ(m_breaker.reason(), u"3 of the last 5 answers were slow");
}

TEST_F(CircuitBreakerTest, closesWhenAllItsProbesAreAnswered) {
    m_breaker.follow({.minimum = 5, .openFor = 30s, .probes = 3});
    openIt();
    m_now += 30s;
    std::vector<CircuitPass> probes;
    for (int i = 0; i < 3; ++i)
        probes.push_back(probe());
    EXPECT_FALSE(m_breaker.pass(m_now)) << "a fourth one waits";
    EXPECT_FALSE(m_breaker.finished(probes[0], false, m_now));
    EXPECT_FALSE(m_breaker.finished(probes[1], false, m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::HalfOpen);
    const auto view = m_breaker.view(m_now);
    EXPECT_EQ(view.probesOut, 1);
    EXPECT_EQ(view.probesAnswered, 2);
    EXPECT_EQ(view.probesWanted, 3);
    EXPECT_TRUE(m_breaker.finished(probes[2], false, m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Closed);
}

// Pitfall 21: resilience4j/resilience4j#544 stays half-open for ever when a probe ends in an error that does not count.
TEST_F(CircuitBreakerTest, pitfall21_aProbeThatTellsNothingGivesItsPlaceBack) {
    m_breaker.follow({.minimum = 5, .openFor = 30s, .probes = 2});
    openIt();
    m_now += 30s;
    for (int round = 0; round < 50; ++round)
        m_breaker.abandoned(probe());
    const auto first = probe();
    const auto second = probe();
    EXPECT_FALSE(m_breaker.finished(first, false, m_now));
    EXPECT_TRUE(m_breaker.finished(second, false, m_now));
}

// … and resilience4j/resilience4j#1432 lets too many probes through.
TEST_F(CircuitBreakerTest, pitfall21_answersOfAnEarlierRoundAreNoProbes) {
    m_breaker.follow({.minimum = 5, .openFor = 30s, .probes = 2});
    openIt();
    m_now += 30s;
    const auto first = probe();
    const auto second = probe();
    EXPECT_TRUE(m_breaker.finished(first, true, m_now)) << "open again";
    EXPECT_FALSE(m_breaker.finished(second, false, m_now)) << "the other probe of that round";
    m_breaker.abandoned(second);
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
    EXPECT_EQ(m_breaker.view(m_now).probesOut, 0);
}

TEST_F(CircuitBreakerTest, staysOpenAsLongAsTheServerAsks) {
    for (int i = 0; i < 5; ++i)
        m_breaker.finished(*m_breaker.pass(m_now), true, m_now, {}, 90s);
    EXPECT_EQ(m_breaker.opensAt(m_now), m_now + 90s);
    m_now += 90s;
    EXPECT_TRUE(m_breaker.finished(probe(), true, m_now, {}, 1s));
    EXPECT_EQ(m_breaker.opensAt(m_now), m_now + 30s) << "never shorter than the policy says";
    m_now += 30s;
    EXPECT_TRUE(m_breaker.finished(probe(), true, m_now, {}, base::Nanoseconds::max())) << "without overflow";
    EXPECT_GT(m_breaker.opensAt(m_now), m_now + 24h * 365);
}

TEST_F(CircuitBreakerTest, aHandOpensAndClosesIt) {
    m_breaker.openByHand(m_now);
    EXPECT_EQ(m_breaker.view(m_now).openedAt, m_now);
    m_now += 1000h;
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
    EXPECT_TRUE(m_breaker.view(m_now).byHand);
    EXPECT_FALSE(m_breaker.opensAt(m_now)) << "there is no time to count down to";
    EXPECT_FALSE(m_breaker.pass(m_now));
    EXPECT_FALSE(attempt(false)) << "an answer does not close it";
    m_breaker.closeByHand();
    EXPECT_TRUE(isFree());
    EXPECT_FALSE(m_breaker.isOpenByHand());
    for (int i = 0; i < 4; ++i)
        EXPECT_FALSE(attempt(true)) << "it starts from nothing";
    EXPECT_TRUE(attempt(true));
    EXPECT_FALSE(m_breaker.isOpenByHand()) << "this time it opened by itself";
}

TEST_F(CircuitBreakerTest, aHandIsStrongerThanAProbeAndThanAPolicyWithoutCircuits) {
    openIt();
    m_now += 30s;
    const auto pass = probe();
    m_breaker.openByHand(m_now);
    EXPECT_FALSE(m_breaker.holds(pass));
    EXPECT_FALSE(m_breaker.finished(pass, false, m_now));
    m_breaker.follow({.enabled = false});
    EXPECT_FALSE(m_breaker.pass(m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
}

TEST_F(CircuitBreakerTest, switchedOffItNeverOpens) {
    m_breaker.follow({.enabled = false, .minimum = 1});
    for (int i = 0; i < 20; ++i)
        EXPECT_FALSE(attempt(true));
    EXPECT_TRUE(isFree());
    EXPECT_EQ(m_breaker.view(m_now).policy, u"The policy opens no circuit.");
}

TEST_F(CircuitBreakerTest, saysItsPolicyInWords) {
    EXPECT_EQ(m_breaker.view(m_now).policy,
              u"Opens when 50 % of the last 10 answers are failures (at least 5); after 30 s a probe decides.");
    m_breaker.follow({.window = 20, .span = 60s, .failureShare = 0.25, .slow = 2s, .slowShare = 0.8, .probes = 3});
    EXPECT_EQ(m_breaker.view(m_now).policy,
              u"Opens when 25 % of the last 20 answers of 60 s are failures or 80 % take longer than 2 s (at least 5); "
              u"after 30 s 3 probes decide.");
}

} // namespace knockback::retry
