// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CircuitBreaker.h"
#include "app/retry/DurationText.h"
#include "app/retry/RetryBudget.h"

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

TEST(RetryBudget, retriesAreAShareOfCalls) {
    RetryBudget budget(10, 0.2);
    int retries = 0;
    for (int call = 0; call < 1'000; ++call) {
        budget.callStarted();
        if (budget.allows()) {
            budget.retried();
            ++retries;
        }
    }
    EXPECT_GE(retries, 200);
    EXPECT_LE(retries, 211) << "a fifth of the calls and the reserve";
}

TEST(RetryBudget, negativeSettingsAllowNothing) {
    RetryBudget budget(-1, -1);
    budget.callStarted();
    EXPECT_FALSE(budget.allows());
    EXPECT_EQ(budget.share(), 0);
}

TEST(DurationText, usesTwoPartsAtMost) {
    EXPECT_EQ(durationText(0ms).toStdString(), "0 ms");
    EXPECT_EQ(durationText(3us).toStdString(), "0.1 ms");
    EXPECT_EQ(durationText(330us).toStdString(), "0.3 ms");
    EXPECT_EQ(durationText(350ms).toStdString(), "350 ms");
    EXPECT_EQ(durationText(999'600us).toStdString(), "1 s");
    EXPECT_EQ(durationText(1'500ms).toStdString(), "1.5 s");
    EXPECT_EQ(durationText(41s).toStdString(), "41 s");
    EXPECT_EQ(durationText(119s).toStdString(), "119 s");
    EXPECT_EQ(durationText(125s).toStdString(), "2 min 5 s");
    EXPECT_EQ(durationText(20min).toStdString(), "20 min");
    EXPECT_EQ(durationText(125min).toStdString(), "2 h 5 min");
    EXPECT_EQ(durationText(72h).toStdString(), "3 d");
}

} // namespace knockback::retry
