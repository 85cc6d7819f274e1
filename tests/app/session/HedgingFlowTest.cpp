// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using journal::CallOutcome;

class HedgingFlowTest : public SessionFixture {
protected:
    HedgingFlowTest() {
        spec.draft.policy.hedgeAfter = 200ms;
        // The first answer of a host is waited for alone; these tests are about a host that is known.
        transport.answer(200);
        run();
    }
    base::SteadyTime now() const { return scheduler.clock().steadyNow(); }
};

TEST_F(HedgingFlowTest, aSlowRequestGetsASecondOneAndTheFirstGoodAnswerIsTheCalls) {
    transport.answer(200, {}, "slow", 5s);
    transport.answer(200, {}, "quick", 50ms);
    const auto begun = now();
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    EXPECT_EQ(result.body.bytes(), "quick");
    EXPECT_EQ(now() - begun, 250ms);
    ASSERT_EQ(result.attempts.size(), 2u);
    EXPECT_EQ(result.attempts[0]->number, 1);
    EXPECT_TRUE(result.attempts[0]->decision.contains(u"answered first"));
    EXPECT_EQ(scheduler.clock().wallNow() - result.attempts[0]->exchange.attempt().startedAt, 250ms);
    EXPECT_EQ(events<journal::AttemptFinished>().size(), events<journal::AttemptStarted>().size());
}

TEST_F(HedgingFlowTest, aQuickAnswerNeedsNoSecond) {
    transport.answer(200, {}, {}, 150ms);
    EXPECT_EQ(run().attempts.size(), 1u);
    EXPECT_EQ(scheduler.waiting(), 0u);
}

TEST_F(HedgingFlowTest, aBadAnswerOfOneWaitsForTheOther) {
    transport.answer(503, {}, {}, 300ms);
    transport.answer(200, {}, "good", 1s);
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    EXPECT_EQ(result.body.bytes(), "good");
    EXPECT_TRUE(result.waits.empty());
    transport.answer(200, {}, "late but good", 1s);
    transport.answer(503, {}, {}, 100ms);
    EXPECT_EQ(run().body.bytes(), "late but good");
}

TEST_F(HedgingFlowTest, whenBothAreBadThePolicyGoesOn) {
    spec.draft.policy.maxAttempts = 3;
    transport.answer(503, {}, {}, 300ms);
    transport.answer(503, {}, {}, 300ms);
    transport.answer(200);
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    EXPECT_EQ(result.attempts.size(), 3u);
    EXPECT_EQ(result.waits.size(), 1u);
}

TEST_F(HedgingFlowTest, aPostIsNeverSentTwiceAtOnce) {
    spec.draft.method = "POST";
    transport.answer(201, {}, {}, 5s);
    EXPECT_EQ(run().attempts.size(), 1u);
}

TEST_F(HedgingFlowTest, itTakesNoQuotaThatOthersWaitFor) {
    transport.answer(200, {{"RateLimit", "\"default\";r=1;t=10"}, {"RateLimit-Policy", "\"default\";q=5;w=10"}});
    run();
    transport.answer(200, {}, {}, 1s);
    EXPECT_EQ(run().attempts.size(), 1u) << "the last of the quota is on its way";
}

TEST_F(HedgingFlowTest, cancellingEndsBoth) {
    transport.hang().hang();
    const auto call = start();
    scheduler.advance(1s);
    runner.cancel(call);
    scheduler.runAll();
    EXPECT_EQ(results.back().outcome, CallOutcome::Cancelled);
    EXPECT_EQ(results.back().attempts.size(), 2u);
    EXPECT_EQ(events<journal::AttemptFinished>().size(), events<journal::AttemptStarted>().size());
    EXPECT_EQ(scheduler.waiting(), 0u);
}

TEST_F(HedgingFlowTest, destroyingTheRunnerWithBothOutIsSilent) {
    test::ScriptedTransport wire{scheduler};
    wire.answer(200).hang().hang();
    EngineParts own{scheduler, random, wire, vault, knowledge, journal, limits, cookies};
    Rotator ownRotator(own);
    auto dying = std::make_unique<CallRunner>(own);
    int finished = 0;
    dying->start({1000}, spec, {[&](const CallResult&) { ++finished; }});
    scheduler.advance(1s);
    dying->start({1001}, spec, {[&](const CallResult&) { ++finished; }});
    scheduler.advance(1s);
    EXPECT_EQ(wire.requests.size(), 3u);
    dying.reset();
    scheduler.runAll();
    EXPECT_EQ(finished, 1);
}

TEST_F(HedgingFlowTest, theSecondIsBoundedByTheCallsTimeLimitToo) {
    spec.draft.policy.callTimeout = 2s;
    transport.hang().hang();
    const auto begun = now();
    EXPECT_EQ(run().attempts.size(), 2u);
    EXPECT_EQ(now() - begun, 2s);
}

TEST_F(HedgingFlowTest, theBudgetMayBeSpentWhileTheFirstIsOnItsWay) {
    spec.draft.policy.budgetReserve = 1;
    spec.draft.policy.budgetRatio = 0;
    spec.pace = false;
    transport.answer(200, {}, {}, 1s).answer(200, {}, {}, 1s).answer(200, {}, {}, 1s);
    start();
    start();
    scheduler.advance(10s);
    EXPECT_EQ(transport.requests.size(), 1u + 3u) << "one hedge for the two of them";
}

} // namespace knockback::session
