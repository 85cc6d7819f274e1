// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/RetryPolicy.h"

#include "tests/support/SeededRandom.h"

#include <limits>

namespace knockback::retry {

using namespace std::chrono_literals;
using diagnosis::Cause;

class RetryDecisionTest : public testing::Test {
protected:
    RetryDecisionTest() { m_view.method = "GET"; }
    RetryDecision after(int status, Cause cause) {
        m_diagnosis.cause = cause;
        m_view.status = status;
        m_view.diagnosis = &m_diagnosis;
        return decide(m_policy, m_view, m_random);
    }

    RetryPolicy m_policy;
    AttemptView m_view;
    diagnosis::Diagnosis m_diagnosis;
    test::SeededRandom m_random;
};

TEST_F(RetryDecisionTest, acceptsSuccessAndOrdinaryAnswers) {
    EXPECT_EQ(after(200, Cause::None).kind, DecisionKind::Accept);
    EXPECT_EQ(after(404, Cause::None).reason, DecisionReason::NotABlock);
    EXPECT_EQ(after(400, Cause::ClientError).reason, DecisionReason::NotABlock);
}

TEST_F(RetryDecisionTest, retryAfterIsAFloorThatIsNeverCut) {
    m_view.serverWaitSeconds = 41;
    m_policy.backoff.cap = 1s;
    for (int i = 0; i < 1'000; ++i) {
        const auto decision = after(429, Cause::RateLimit);
        ASSERT_EQ(decision.kind, DecisionKind::Retry);
        ASSERT_EQ(decision.reason, DecisionReason::RetryAfter);
        ASSERT_GE(decision.delay, 41s);
        ASSERT_LE(decision.delay, 41s + 250ms);
    }
}

TEST_F(RetryDecisionTest, fractionalRetryAfterIsNotRoundedDown) {
    m_view.serverWaitSeconds = 0.0004;
    EXPECT_GE(after(429, Cause::RateLimit).delay, 400us);
}

TEST_F(RetryDecisionTest, zeroAndNegativeServerWaitsMeanNow) {
    for (const double seconds : {0.0, -5.0, std::numeric_limits<double>::quiet_NaN()}) {
        m_view.serverWaitSeconds = seconds;
        const auto decision = after(429, Cause::RateLimit);
        EXPECT_EQ(decision.kind, DecisionKind::Retry);
        EXPECT_EQ(decision.delay, 0ns);
    }
}

TEST_F(RetryDecisionTest, waitBeyondTheBoundStopsAndSaysSo) {
    m_view.serverWaitSeconds = 7'999;
    const auto decision = after(429, Cause::RateLimit);
    EXPECT_EQ(decision.kind, DecisionKind::Stop);
    EXPECT_EQ(decision.reason, DecisionReason::WaitTooLong);
    EXPECT_TRUE(decision.sentence.contains(u"2 h 13 min")) << decision.sentence.toStdString();
}

TEST_F(RetryDecisionTest, overflowingServerWaitStops) {
    m_view.serverWaitSeconds = 1e300;
    EXPECT_EQ(after(429, Cause::RateLimit).reason, DecisionReason::WaitTooLong);
}

TEST_F(RetryDecisionTest, stopsAtTheAttemptLimit) {
    m_view.number = 5;
    EXPECT_EQ(after(429, Cause::RateLimit).reason, DecisionReason::AttemptLimit);
    m_view.number = 4;
    EXPECT_EQ(after(429, Cause::RateLimit).kind, DecisionKind::Retry);
}

TEST_F(RetryDecisionTest, postIsSentAgainOnlyWhenThatIsSafe) {
    m_view.method = "POST";
    EXPECT_EQ(after(503, Cause::Overload).reason, DecisionReason::NotIdempotent);
    EXPECT_EQ(after(429, Cause::RateLimit).kind, DecisionKind::Retry)
        << "a limiter turned it away before it was acted on";
    m_view.hasIdempotencyKey = true;
    EXPECT_EQ(after(503, Cause::Overload).kind, DecisionKind::Retry);
    m_view.hasIdempotencyKey = false;
    m_policy.retryUnsafeMethods = true;
    EXPECT_EQ(after(503, Cause::Overload).kind, DecisionKind::Retry);
}

TEST_F(RetryDecisionTest, postThatNeverArrivedMayGoAgain) {
    m_view.method = "POST";
    EXPECT_EQ(after(0, Cause::Network).reason, DecisionReason::NotIdempotent);
    m_view.neverProcessed = true;
    EXPECT_EQ(after(0, Cause::Network).kind, DecisionKind::Retry);
}

TEST_F(RetryDecisionTest, limitBehindAnotherStatusCountsAs429) {
    EXPECT_EQ(after(403, Cause::RateLimit).kind, DecisionKind::Retry);
    EXPECT_EQ(after(200, Cause::RateLimit).kind, DecisionKind::Retry);
    m_policy.statuses = {503};
    EXPECT_EQ(after(403, Cause::RateLimit).reason, DecisionReason::StatusNotListed);
}

TEST_F(RetryDecisionTest, blocksThatDoNotPassAreNotRetried) {
    EXPECT_EQ(after(403, Cause::SuspiciousPattern).reason, DecisionReason::StatusNotListed);
    m_diagnosis.retryable = false;
    EXPECT_EQ(after(429, Cause::RateLimit).reason, DecisionReason::NotRetryable);
}

TEST_F(RetryDecisionTest, expiredTokenIsRotatedOnceAndOnlyWhereThatHelps) {
    m_diagnosis.subcause = "expired";
    EXPECT_EQ(after(401, Cause::Credential).kind, DecisionKind::Stop);
    m_view.canRotate = true;
    EXPECT_EQ(after(401, Cause::Credential).kind, DecisionKind::Rotate);
    m_diagnosis.subcause = "insufficient_scope";
    EXPECT_EQ(after(403, Cause::Credential).kind, DecisionKind::Stop);
    m_diagnosis.subcause = "wrong_audience";
    EXPECT_EQ(after(401, Cause::Credential).kind, DecisionKind::Stop);
}

TEST_F(RetryDecisionTest, budgetAndCallTimeoutStop) {
    m_view.budgetAllows = false;
    EXPECT_EQ(after(429, Cause::RateLimit).reason, DecisionReason::BudgetSpent);
    m_view.budgetAllows = true;
    m_policy.callTimeout = 10s;
    m_view.callElapsed = 8s;
    m_view.serverWaitSeconds = 3;
    EXPECT_EQ(after(429, Cause::RateLimit).reason, DecisionReason::CallTimeout);
}

TEST_F(RetryDecisionTest, aKeyThatIsStillBeingWorkedOnIsAskedAgain) {
    m_view.method = "POST";
    m_view.hasIdempotencyKey = true;
    EXPECT_EQ(after(409, Cause::None).reason, DecisionReason::NotABlock) << "the first answer is a conflict of its own";
    m_view.number = 2;
    EXPECT_EQ(after(409, Cause::None).kind, DecisionKind::Retry);
    m_view.hasIdempotencyKey = false;
    EXPECT_EQ(after(409, Cause::None).reason, DecisionReason::NotABlock);
}

TEST_F(RetryDecisionTest, causesAreRetriedWhateverTheStatus) {
    EXPECT_EQ(after(500, Cause::Overload).reason, DecisionReason::StatusNotListed);
    m_policy.causes = {Cause::Overload};
    EXPECT_EQ(after(500, Cause::Overload).kind, DecisionKind::Retry);
    m_policy.onNetworkFailure = false;
    EXPECT_EQ(after(0, Cause::Network).reason, DecisionReason::StatusNotListed);
    m_policy.causes = {Cause::Network};
    EXPECT_EQ(after(0, Cause::Network).kind, DecisionKind::Retry);
}

TEST_F(RetryDecisionTest, everyStopSaysWhy) {
    for (int status : {0, 200, 401, 403, 429, 451, 500, 503})
        for (int cause = 0; cause < 8; ++cause)
            for (int number : {1, 5}) {
                m_view.number = number;
                const auto decision = after(status, static_cast<Cause>(cause));
                if (decision.kind != DecisionKind::Accept) {
                    EXPECT_FALSE(decision.sentence.isEmpty()) << status << ' ' << cause;
                }
                EXPECT_FALSE(reasonName(decision.reason).isEmpty());
            }
}

} // namespace knockback::retry
