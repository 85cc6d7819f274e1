// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CircuitBreaker.h"

namespace knockback::retry {

using namespace std::chrono_literals;

class CircuitBreakerTest : public testing::Test {
protected:
    bool attempt(bool failed) {
        m_breaker.started(m_now);
        return m_breaker.finished(failed, m_now);
    }
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
    EXPECT_EQ(m_breaker.notBefore(m_now), m_now + 30s);
}

TEST_F(CircuitBreakerTest, successesKeepItClosed) {
    for (int i = 0; i < 50; ++i)
        EXPECT_FALSE(attempt(i % 3 == 0));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Closed);
    EXPECT_EQ(m_breaker.recent().size(), 10u);
}

TEST_F(CircuitBreakerTest, letsOneProbeThroughAndClosesOnItsSuccess) {
    openIt();
    m_now += 30s;
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::HalfOpen);
    EXPECT_EQ(m_breaker.notBefore(m_now), m_now);
    m_breaker.started(m_now);
    EXPECT_GT(m_breaker.notBefore(m_now), m_now) << "a second request waits for the probe";
    EXPECT_TRUE(m_breaker.finished(false, m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Closed);
    EXPECT_EQ(m_breaker.notBefore(m_now), m_now);
}

TEST_F(CircuitBreakerTest, failedProbeOpensItAgain) {
    openIt();
    m_now += 30s;
    attempt(true);
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
    EXPECT_EQ(m_breaker.notBefore(m_now), m_now + 30s);
}

TEST_F(CircuitBreakerTest, cancelledProbeFreesThePlace) {
    openIt();
    m_now += 30s;
    m_breaker.started(m_now);
    m_breaker.abandoned();
    EXPECT_EQ(m_breaker.notBefore(m_now), m_now);
}

TEST_F(CircuitBreakerTest, lateAnswerFromBeforeItOpenedDoesNotCloseIt) {
    openIt();
    EXPECT_FALSE(m_breaker.finished(false, m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
}

TEST_F(CircuitBreakerTest, aTimeWindowForgetsOldFailures) {
    m_breaker.follow({.window = 100, .span = 10s, .minimum = 3, .failureShare = 0.5});
    EXPECT_FALSE(attempt(true));
    EXPECT_FALSE(attempt(true));
    m_now += 11s;
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
    for (const auto took : {3s, 1s, 3s, 1s}) {
        m_breaker.started(m_now);
        EXPECT_FALSE(m_breaker.finished(false, m_now, took));
    }
    m_breaker.started(m_now);
    EXPECT_TRUE(m_breaker.finished(false, m_now, 3s)) << "three of five are slow";
}

TEST_F(CircuitBreakerTest, closesWhenAllItsProbesAreAnswered) {
    m_breaker.follow({.minimum = 5, .openFor = 30s, .probes = 3});
    openIt();
    m_now += 30s;
    for (int probe = 0; probe < 3; ++probe) {
        EXPECT_EQ(m_breaker.notBefore(m_now), m_now);
        m_breaker.started(m_now);
    }
    EXPECT_GT(m_breaker.notBefore(m_now), m_now) << "a fourth one waits";
    EXPECT_FALSE(m_breaker.finished(false, m_now));
    EXPECT_FALSE(m_breaker.finished(false, m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::HalfOpen);
    EXPECT_TRUE(m_breaker.finished(false, m_now));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Closed);
}

// Pitfall 21: resilience4j/resilience4j#544 stays half-open for ever when a probe ends in an error that does not count.
TEST_F(CircuitBreakerTest, pitfall21_aProbeThatTellsNothingGivesItsPlaceBack) {
    m_breaker.follow({.minimum = 5, .openFor = 30s, .probes = 2});
    openIt();
    m_now += 30s;
    for (int round = 0; round < 50; ++round) {
        ASSERT_EQ(m_breaker.notBefore(m_now), m_now);
        m_breaker.started(m_now);
        m_breaker.abandoned();
    }
    m_breaker.started(m_now);
    m_breaker.started(m_now);
    EXPECT_FALSE(m_breaker.finished(false, m_now));
    EXPECT_TRUE(m_breaker.finished(false, m_now));
}

// … and resilience4j/resilience4j#1432 lets too many probes through.
TEST_F(CircuitBreakerTest, pitfall21_answersOfAnEarlierRoundAreNoProbes) {
    m_breaker.follow({.minimum = 5, .openFor = 30s, .probes = 2});
    openIt();
    m_now += 30s;
    m_breaker.started(m_now);
    m_breaker.started(m_now);
    EXPECT_TRUE(m_breaker.finished(true, m_now)) << "open again";
    EXPECT_FALSE(m_breaker.finished(false, m_now)) << "the other probe of that round";
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
}

TEST_F(CircuitBreakerTest, anOldAttemptThatComesDuringTheProbeIsNotTheProbe) {
    openIt();
    m_now += 31s;
    m_breaker.started(m_now);
    EXPECT_FALSE(m_breaker.finished(false, m_now, 40s));
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::HalfOpen);
    m_now += 1s;
    EXPECT_TRUE(m_breaker.finished(true, m_now, 1s)) << "the probe's own answer";
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
}

TEST_F(CircuitBreakerTest, aHandOpensAndClosesIt) {
    m_breaker.openByHand();
    m_now += 1000h;
    EXPECT_EQ(m_breaker.state(m_now), BreakerState::Open);
    EXPECT_GT(m_breaker.notBefore(m_now), m_now + 1000h);
    EXPECT_FALSE(attempt(false)) << "an answer does not close it";
    m_breaker.closeByHand();
    EXPECT_EQ(m_breaker.notBefore(m_now), m_now);
    for (int i = 0; i < 4; ++i)
        EXPECT_FALSE(attempt(true)) << "it starts from nothing";
}

TEST_F(CircuitBreakerTest, switchedOffItNeverOpens) {
    m_breaker.follow({.enabled = false, .minimum = 1});
    for (int i = 0; i < 20; ++i)
        EXPECT_FALSE(attempt(true));
    EXPECT_EQ(m_breaker.notBefore(m_now), m_now);
}

} // namespace knockback::retry
