// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/TokenBucket.h"
#include "tests/app/session/LimitedTransport.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using journal::CallOutcome;
using journal::WaitReason;

// Many calls through the whole pipeline to a server with a limit, in virtual time.
class PacingFlowTest : public SessionFixture {
protected:
    void startNumbered(int count) {
        for (const int end = started + count; started < end; ++started) {
            spec.draft.url = "http://api.example/items?n=" + QByteArray::number(1000 + started);
            limitedRunner.start(base::CallId{static_cast<std::uint64_t>(1000 + started)}, spec,
                                {[this](CallResult done) { results.push_back(std::move(done)); }});
        }
    }
    base::Nanoseconds runNumbered(int count) {
        const auto begun = scheduler.clock().steadyNow();
        startNumbered(count);
        while (results.size() < static_cast<std::size_t>(started) && scheduler.clock().steadyNow() - begun < 10min)
            scheduler.advance(1ms);
        return scheduler.clock().steadyNow() - begun;
    }
    int okCount() const {
        return static_cast<int>(std::count_if(results.begin(), results.end(),
                                              [](const auto& one) { return one.outcome == CallOutcome::Ok; }));
    }

    int started = 0;
    LimitedTransport limited{scheduler, 50, 5s};
    EngineParts limitedParts{scheduler, random, limited, vault, knowledge, journal, limits, cookies};
    Rotator limitedRotator{limitedParts};
    CallRunner limitedRunner{limitedParts};
};

TEST_F(PacingFlowTest, threeHundredAtOnceWithoutABlockInTheLeastTime) {
    const auto took = runNumbered(300);
    EXPECT_EQ(okCount(), 300);
    EXPECT_EQ(limited.blocked, 0);
    EXPECT_EQ(limited.urls.size(), 300u);
    EXPECT_LE(took, 1.03 * 25.01 * 1s) << "five windows and an answer";
}

TEST_F(PacingFlowTest, theSameWithoutRetryAfter) {
    limited.saysRetryAfter = false;
    EXPECT_LE(runNumbered(290), 1.03 * 25.01 * 1s);
    EXPECT_EQ(okCount(), 290);
    EXPECT_EQ(limited.blocked, 0);
}

TEST_F(PacingFlowTest, aResetInMillisecondsIsWaitedForInMilliseconds) {
    limited.asMuleSoft = true;
    limited.saysRetryAfter = false;
    limited.service = 100ms;
    runNumbered(1);
    runNumbered(1); // two answers show the unit: what fell between them
    EXPECT_LE(runNumbered(158), 16s) << "three windows; in seconds it would be hours";
    EXPECT_EQ(okCount(), 160);
    EXPECT_EQ(limited.blocked, 0);
}

TEST_F(PacingFlowTest, firstComeFirstServed) {
    runNumbered(120);
    ASSERT_EQ(limited.urls.size(), 120u);
    for (int i = 0; i < 120; ++i)
        EXPECT_EQ(limited.urls[static_cast<std::size_t>(i)],
                  "http://api.example/items?n=" + QByteArray::number(1000 + i));
}

TEST_F(PacingFlowTest, aBlockedCallComesBackBeforeThoseThatCameAfterIt) {
    limited.announces = false;
    spec.draft.policy.budgetReserve = 1'000;
    runNumbered(120);
    EXPECT_EQ(okCount(), 120);
    EXPECT_GT(limited.blocked, 0);
    std::set<QByteArray> seen;
    int overtaken = 0;
    for (const auto& url : limited.urls)
        overtaken += seen.insert(url).second ? 0 : 1;
    EXPECT_EQ(overtaken, limited.blocked) << "one more attempt for each block";
}

TEST_F(PacingFlowTest, aLimiterThatOnlySays503IsPacedAndOpensNoCircuit) {
    limited.limiter = std::make_unique<ratelimit::TokenBucket>(1, 100ms); // nginx limit_req, as it comes
    limited.announces = limited.saysRetryAfter = false;
    limited.blockStatus = 503;
    spec.draft.policy.budgetReserve = 1'000;
    const auto took = runNumbered(150);
    EXPECT_EQ(okCount(), 150);
    EXPECT_LE(limited.blocked, 12) << "8 %: the first few are for learning";
    EXPECT_LE(took, 1.15 * 14.9 * 1s);
    EXPECT_TRUE(events<journal::CircuitChanged>().empty());
}

TEST_F(PacingFlowTest, aServerThatOnlyAnswers503OpensItsCircuitInTheEnd) {
    limited.limiter = std::make_unique<ratelimit::FixedWindow>(0, 1h);
    limited.announces = limited.saysRetryAfter = false;
    limited.blockStatus = 503;
    spec.draft.policy.maxAttempts = 1;
    startNumbered(100);
    scheduler.advance(5min);
    EXPECT_FALSE(events<journal::CircuitChanged>().empty());
    EXPECT_LE(limited.urls.size(), 40u) << "it is not hammered";
}

TEST_F(PacingFlowTest, everyWaitIsVisibleAndSaysItsPlaceInTheLine) {
    startNumbered(60);
    scheduler.advance(0ms);
    auto waits = events<journal::WaitStarted>();
    ASSERT_EQ(waits.size(), 59u);
    EXPECT_TRUE(waits[0].sentence.contains(u"A first request")) << waits[0].sentence.toStdString();
    scheduler.advance(100ms);
    waits = events<journal::WaitStarted>();
    const auto& last = waits.back();
    EXPECT_EQ(last.reason, WaitReason::Pacing);
    EXPECT_TRUE(last.sentence.contains(u"are before it")) << last.sentence.toStdString();
    EXPECT_GT(last.due, scheduler.clock().steadyNow() + 4s) << "now the due time is known";
    scheduler.advance(10s);
    EXPECT_EQ(results.size(), 60u);
    EXPECT_EQ(events<journal::WaitEnded>().size(), events<journal::WaitStarted>().size());
}

TEST_F(PacingFlowTest, spreadModeKeepsItsDistance) {
    spec.draft.policy.pace = retry::PaceMode::Spread;
    EXPECT_GE(runNumbered(50), 4'500ms);
    EXPECT_EQ(limited.blocked, 0);
}

TEST_F(PacingFlowTest, offInThePolicyIsOff) {
    spec.draft.policy.pace = retry::PaceMode::Off;
    startNumbered(60);
    scheduler.advance(1ms);
    EXPECT_EQ(limited.urls.size(), 60u);
}

TEST_F(PacingFlowTest, skippingAWaitSendsOutOfTurn) {
    startNumbered(60);
    scheduler.advance(1s);
    ASSERT_EQ(limited.urls.size(), 50u);
    limitedRunner.skipWait(base::CallId{1055});
    EXPECT_EQ(limited.urls.back(), "http://api.example/items?n=1055");
    scheduler.advance(20s);
    EXPECT_EQ(results.size(), 60u);
}

TEST_F(PacingFlowTest, skippingWhatTheServerAskedForIsNotHeldByThePacerAfterwards) {
    transport.answer(429, {{"Retry-After", "60"}}).answer(200);
    const auto call = start();
    scheduler.advance(1s);
    ASSERT_EQ(transport.requests.size(), 1u);
    runner.skipWait(call);
    scheduler.advance(0s);
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Ok);
    ASSERT_EQ(results[0].waits.size(), 1u);
    EXPECT_EQ(results[0].waits[0].length, 1s);
    EXPECT_EQ(events<journal::WaitEnded>().back().how, journal::WaitEnd::Skipped);
}

TEST_F(PacingFlowTest, cancelledCallsLeaveTheQueue) {
    startNumbered(100);
    scheduler.advance(1s);
    for (std::uint64_t call = 1050; call < 1100; ++call)
        limitedRunner.cancel(base::CallId{call});
    scheduler.advance(1ms);
    EXPECT_EQ(results.size(), 100u);
    scheduler.advance(60s);
    EXPECT_EQ(limited.urls.size(), 50u);
    EXPECT_EQ(scheduler.waiting(), 0u) << "nobody is waited for";
}

TEST_F(PacingFlowTest, aGateThatClosesForTooLongStopsThoseWhoWait) {
    spec.draft.policy.longestWait = 2s;
    startNumbered(60);
    scheduler.advance(1s);
    EXPECT_EQ(okCount(), 50);
    ASSERT_EQ(results.size(), 60u) << "four more seconds are longer than the policy waits";
    for (const auto& result : results)
        if (result.outcome != CallOutcome::Ok) {
            EXPECT_EQ(result.outcome, CallOutcome::Blocked);
            EXPECT_TRUE(result.sentence.contains(u"longer than")) << result.sentence.toStdString();
        }
}

TEST_F(PacingFlowTest, theCallsTimeLimitHoldsInTheQueueToo) {
    spec.draft.policy.callTimeout = 7s;
    const auto took = runNumbered(200);
    EXPECT_EQ(okCount(), 100) << "two windows are in time";
    EXPECT_EQ(results.size(), 200u);
    EXPECT_LE(took, 7'010ms);
}

TEST_F(PacingFlowTest, attemptsAreBoundedByThePolicysTimeLimits) {
    transport.hang().hang().hang();
    spec.draft.policy.attemptTimeout = 2s;
    spec.draft.policy.maxAttempts = 2;
    spec.draft.policy.backoff.jitter = retry::JitterKind::None;
    const auto begun = scheduler.clock().steadyNow();
    EXPECT_EQ(run().attempts.size(), 2u);
    EXPECT_EQ(scheduler.clock().steadyNow() - begun, 4'500ms);
    spec.draft.policy.callTimeout = 1s;
    const auto again = scheduler.clock().steadyNow();
    EXPECT_EQ(run().attempts.size(), 1u);
    EXPECT_EQ(scheduler.clock().steadyNow() - again, 1s);
}

TEST_F(PacingFlowTest, oneIdempotencyKeyForAllAttempts) {
    spec.draft.method = "POST";
    spec.draft.policy.addIdempotencyKey = true;
    transport.answer(503);
    transport.answer(409);
    transport.answer(201);
    EXPECT_EQ(run().outcome, CallOutcome::Ok);
    ASSERT_EQ(transport.requests.size(), 3u);
    const auto key = transport.requests[0].headers.value("Idempotency-Key");
    ASSERT_TRUE(key);
    EXPECT_EQ(key->size(), 38);
    EXPECT_EQ(transport.requests[1].headers.value("Idempotency-Key"), key);
    EXPECT_EQ(transport.requests[2].headers.value("Idempotency-Key"), key);
}

TEST_F(PacingFlowTest, thePolicysBudgetIsTheOneThatHolds) {
    spec.draft.policy.budgetReserve = 1;
    spec.draft.policy.budgetRatio = 0;
    spec.draft.policy.backoff.base = 1ms;
    for (int i = 0; i < 6; ++i)
        transport.answer(503);
    EXPECT_EQ(run().attempts.size(), 2u) << "one retry is in the reserve";
    EXPECT_EQ(run().attempts.size(), 1u);
}

} // namespace knockback::session
