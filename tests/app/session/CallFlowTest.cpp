// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using journal::CallOutcome;
using journal::WaitReason;

class CallFlowTest : public SessionFixture {};

TEST_F(CallFlowTest, oneGoodAnswerIsOneAttempt) {
    transport.answer(200, {{"Content-Type", "text/plain"}}, "hello");
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    ASSERT_EQ(result.attempts.size(), 1u);
    EXPECT_TRUE(result.waits.empty());
    EXPECT_EQ(result.body.bytes(), "hello");
    EXPECT_EQ(transport.requests.size(), 1u);
}

TEST_F(CallFlowTest, blockedThenWaitedThenSucceeded) {
    transport.answer(429, {{"Retry-After", "41"}}, "slow down");
    transport.answer(200);
    const auto begun = scheduler.clock().steadyNow();
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    ASSERT_EQ(result.attempts.size(), 2u);
    EXPECT_EQ(result.attempts[0]->diagnosis.cause, diagnosis::Cause::RateLimit);
    EXPECT_EQ(result.attempts[1]->number, 2);
    ASSERT_EQ(result.waits.size(), 1u);
    EXPECT_EQ(result.waits[0].reason, WaitReason::RetryAfter);
    EXPECT_GE(result.waits[0].length, 41s);
    EXPECT_GE(scheduler.clock().steadyNow() - begun, 41s);
}

TEST_F(CallFlowTest, retryAfterDateIsReadAgainstTheServersClock) {
    // The server's clock is five minutes ahead of ours.
    transport.answer(429,
                     {{"Date", "Sat, 21 Nov 2026 10:05:00 GMT"}, {"Retry-After", "Sat, 21 Nov 2026 10:05:30 GMT"}});
    transport.answer(200);
    const auto& result = run();
    ASSERT_EQ(result.waits.size(), 1u);
    EXPECT_GE(result.waits[0].length, 30s);
    EXPECT_LT(result.waits[0].length, 32s);
}

TEST_F(CallFlowTest, givesUpAfterTheLastAttemptAndIsBlocked) {
    spec.draft.policy.maxAttempts = 3;
    for (int i = 0; i < 3; ++i)
        transport.answer(429);
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Blocked);
    EXPECT_EQ(result.attempts.size(), 3u);
    EXPECT_EQ(result.waits.size(), 2u);
    EXPECT_FALSE(result.sentence.isEmpty());
}

TEST_F(CallFlowTest, cancelDuringTheWaitSendsNothingMore) {
    transport.answer(429, {{"Retry-After", "3600"}});
    spec.draft.policy.longestWait = 2h;
    const auto call = start();
    scheduler.advance(10s);
    ASSERT_TRUE(results.empty());
    runner.cancel(call);
    scheduler.runAll();
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Cancelled);
    EXPECT_EQ(transport.requests.size(), 1u);
    ASSERT_EQ(events<journal::WaitEnded>().size(), 1u);
    EXPECT_EQ(events<journal::WaitEnded>()[0].how, journal::WaitEnd::Cancelled);
}

TEST_F(CallFlowTest, cancelWhileSendingEndsTheAttempt) {
    transport.answer(200, {}, "late", 60s);
    const auto call = start();
    scheduler.advance(1s);
    runner.cancel(call);
    runner.cancel(call);
    scheduler.runAll();
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Cancelled);
    EXPECT_EQ(events<journal::CallFinished>().size(), 1u);
}

TEST_F(CallFlowTest, skippedWaitSendsAtOnce) {
    transport.answer(429, {{"Retry-After", "600"}});
    transport.answer(200);
    const auto call = start();
    scheduler.advance(5s);
    runner.skipWait(call);
    scheduler.advance(1s);
    // The gate of the bucket still says 10 minutes; the person at the keyboard skips that too.
    runner.skipWait(call);
    scheduler.advance(1s);
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Ok);
    EXPECT_EQ(events<journal::WaitEnded>()[0].how, journal::WaitEnd::Skipped);
}

TEST_F(CallFlowTest, destroyingTheRunnerInEveryStateIsSilent) {
    for (const auto passed : {0s, 1s, 100s}) {
        test::ScriptedTransport wire{scheduler};
        wire.answer(429, {{"Retry-After", "50"}}, {}, 500ms);
        EngineParts own{scheduler, random, wire, vault, knowledge, journal, limits, cookies};
        Rotator ownRotator(own);
        own.rotator = &ownRotator;
        auto dying = std::make_unique<CallRunner>(own);
        int finished = 0;
        dying->start({1000}, spec, {[&](const CallResult&) { ++finished; }});
        scheduler.advance(passed == 100s ? 20s : passed / 2);
        dying.reset();
        scheduler.runAll();
        EXPECT_EQ(finished, 0);
    }
}

TEST_F(CallFlowTest, unresolvedVariableGoesOutAsItStandsWhenThatIsWanted) {
    spec.draft.url = "http://api.example/?q={{missing}}";
    spec.keepUnresolved = true;
    transport.answer(200);
    EXPECT_EQ(run().outcome, journal::CallOutcome::Ok);
    EXPECT_EQ(transport.requests.at(0).url, "http://api.example/?q={{missing}}");
}

TEST_F(CallFlowTest, unresolvedVariableIsRefusedBeforeAnythingGoesOut) {
    spec.draft.url = "http://api.example/{{nothing}}";
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Failed);
    EXPECT_TRUE(result.refused.contains(u"{{nothing}}"));
    EXPECT_TRUE(transport.requests.empty());
}

TEST_F(CallFlowTest, networkFailureIsRetriedAndThenFails) {
    spec.draft.policy.maxAttempts = 2;
    for (int i = 0; i < 2; ++i)
        transport.fail(http::FailureKind::ConnectionRefused, http::Phase::Connect,
                       QStringLiteral("addr=203.0.113.9:80; errno=ECONNREFUSED"));
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Failed);
    EXPECT_EQ(result.attempts.size(), 2u);
    EXPECT_EQ(result.waits.at(0).reason, WaitReason::Backoff);
}

TEST_F(CallFlowTest, aSecondCallOfTheSameBucketWaitsForTheFirstOnesRetryAfter) {
    transport.answer(429, {{"Retry-After", "20"}});
    spec.draft.policy.maxAttempts = 1;
    ASSERT_EQ(run().outcome, CallOutcome::Blocked);
    transport.answer(200);
    const auto begun = scheduler.clock().steadyNow();
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    ASSERT_EQ(result.waits.size(), 1u);
    EXPECT_EQ(result.waits[0].reason, WaitReason::Pacing);
    EXPECT_GE(scheduler.clock().steadyNow() - begun, 19s);
}

TEST_F(CallFlowTest, announcedQuotaIsSharedByCallsThatStartTogether) {
    transport.answer(200, {{"RateLimit", "\"default\";r=4;t=10"}, {"RateLimit-Policy", "\"default\";q=5;w=10"}});
    run();
    for (int left = 3; left >= 0; --left)
        transport.answer(200, {{"RateLimit", "\"default\";r=" + QByteArray::number(left) + ";t=10"}}, {}, 50ms);
    for (int i = 0; i < 4; ++i)
        transport.answer(200, {{"RateLimit", "\"default\";r=" + QByteArray::number(4 - i) + ";t=10"}}, {}, 50ms);
    for (int i = 0; i < 8; ++i)
        start();
    scheduler.advance(1s);
    EXPECT_EQ(transport.requests.size(), 5u) << "four were left, the others wait for the reset";
    scheduler.advance(12s);
    EXPECT_EQ(transport.requests.size(), 9u);
    EXPECT_EQ(results.size(), 9u);
}

TEST_F(CallFlowTest, noHerdGoesOutAtTheReset) {
    transport.answer(200, {{"RateLimit", "\"default\";r=0;t=10"}, {"RateLimit-Policy", "\"default\";q=5;w=10"}});
    run();
    for (int i = 0; i < 20; ++i)
        transport.answer(200,
                         {{"RateLimit", "\"default\";r=" + QByteArray::number(4 - i % 5) + ";t=10"},
                          {"RateLimit-Policy", "\"default\";q=5;w=10"}},
                         {}, 50ms);
    for (int i = 0; i < 20; ++i)
        start();
    scheduler.advance(10s);
    EXPECT_EQ(transport.requests.size(), 2u) << "the first one proves that the reset has happened";
    scheduler.advance(60ms);
    EXPECT_EQ(transport.requests.size(), 6u) << "five of the new window, no more";
    scheduler.advance(40s);
    EXPECT_EQ(results.size(), 21u);
}

TEST_F(CallFlowTest, withoutPacingItIsSentAtOnce) {
    transport.answer(429, {{"Retry-After", "20"}});
    spec.draft.policy.maxAttempts = 1;
    spec.pace = false;
    run();
    transport.answer(200);
    EXPECT_TRUE(run().waits.empty());
}

TEST_F(CallFlowTest, failingHostOpensItsCircuit) {
    spec.draft.policy.maxAttempts = 1;
    for (int i = 0; i < 5; ++i) {
        transport.answer(502);
        run();
    }
    transport.answer(200);
    const auto& result = run();
    ASSERT_EQ(result.waits.size(), 1u);
    EXPECT_EQ(result.waits[0].reason, WaitReason::OpenCircuit);
    const auto changes = events<journal::CircuitChanged>();
    ASSERT_EQ(changes.size(), 3u);
    EXPECT_EQ(changes[0].state, journal::CircuitState::Open);
    EXPECT_EQ(changes[1].state, journal::CircuitState::HalfOpen);
    EXPECT_EQ(changes[2].state, journal::CircuitState::Closed);
}

// GitHub's secondary limit names no time and has quota left; its documentation asks for a minute.
TEST_F(CallFlowTest, aBlockThatNamesNoTimeIsWaitedForAsTheProviderDocuments) {
    spec.draft.url = "https://api.github.com/search/code";
    transport.answer(
        403, {{"X-RateLimit-Limit", "30"}, {"X-RateLimit-Remaining", "12"}, {"Content-Type", "application/json"}},
        R"({"message": "You have exceeded a secondary rate limit."})");
    transport.answer(200);
    const auto& result = run();
    ASSERT_EQ(result.waits.size(), 1u);
    EXPECT_EQ(result.waits[0].reason, WaitReason::RetryAfter);
    EXPECT_GE(result.waits[0].length, 60s);
    EXPECT_LE(result.waits[0].length, 61s);
    EXPECT_TRUE(result.attempts[0]->decision.contains(u"as its documentation asks"))
        << result.attempts[0]->decision.toStdString();
}

TEST_F(CallFlowTest, aWaitSaysWhereTheServerAskedForIt) {
    transport.answer(429, {{"X-Retry-In", "2s"}, {"Content-Type", "application/json"}}, R"({"retry_after": 2.5})");
    transport.answer(200);
    const auto& result = run();
    const auto& asked = result.attempts[0]->quota.retryAfterSource;
    ASSERT_FALSE(asked.isEmpty());
    EXPECT_TRUE(result.attempts[0]->decision.contains(asked)) << result.attempts[0]->decision.toStdString();
}

TEST_F(CallFlowTest, everyAttemptAndWaitIsInTheJournalInOrder) {
    transport.answer(503, {{"Retry-After", "2"}});
    transport.answer(200);
    run();
    std::string story;
    for (const auto& event : journal.since(0))
        story += "cawWwefrx"[event.body.index() == 0   ? 0
                             : event.body.index() == 1 ? 1
                             : event.body.index() == 2 ? 6
                             : event.body.index() == 3 ? 2
                             : event.body.index() == 4 ? 3
                             : event.body.index() == 5 ? 5
                                                       : 8];
    EXPECT_EQ(story, "cafwWafe");
}

} // namespace knockback::session
