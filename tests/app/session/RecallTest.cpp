// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that are taken back because the run that they belong to pauses or stops.
#include "tests/app/session/LimitedTransport.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using journal::CallOutcome;

class RecallTest : public SessionFixture {};

TEST_F(RecallTest, whatIsOnTheWireIsHeardToItsEnd) {
    for (const Recall how : {Recall::Unsent, Recall::NoRetry}) {
        LimitedTransport slow{scheduler, 50, 5s};
        EngineParts slowParts{scheduler, random, slow, vault, knowledge, journal, limits, cookies};
        Rotator slowRotator{slowParts};
        CallRunner slowRunner{slowParts};
        std::optional<CallResult> result;
        const base::CallId call{100 + static_cast<std::uint64_t>(how)};
        slowRunner.start(call, spec, {[&](CallResult done) { result = std::move(done); }});
        scheduler.advance(1ms);
        ASSERT_EQ(slow.urls.size(), 1u);
        slowRunner.recall(call, how);
        scheduler.advance(1s);
        ASSERT_TRUE(result);
        EXPECT_EQ(result->outcome, CallOutcome::Ok) << static_cast<int>(how);
    }
}

TEST_F(RecallTest, oneThatWaitsForItsTurnHasSentNothing) {
    LimitedTransport limited{scheduler, 1, 60s};
    EngineParts parts2{scheduler, random, limited, vault, knowledge, journal, limits, cookies};
    Rotator rotator2{parts2};
    CallRunner runner2{parts2};
    for (std::uint64_t call : {101, 102})
        runner2.start(base::CallId{call}, spec, {[this](CallResult done) { results.push_back(std::move(done)); }});
    scheduler.advance(1s);
    ASSERT_EQ(results.size(), 1u);
    runner2.recall(base::CallId{102}, Recall::Unsent);
    scheduler.advance(0s);
    ASSERT_EQ(results.size(), 2u);
    EXPECT_EQ(results[1].outcome, CallOutcome::Cancelled);
    EXPECT_TRUE(results[1].attempts.empty());
    EXPECT_EQ(limited.urls.size(), 1u);
}

TEST_F(RecallTest, oneThatMayTryAgainGoesOnUnlessTheRunEnds) {
    transport.answer(429, {{"Retry-After", "60"}}).answer(200);
    const auto call = start();
    scheduler.advance(1s);
    runner.recall(call, Recall::Unsent);
    scheduler.advance(70s);
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Ok);

    transport.answer(429, {{"Retry-After", "60"}});
    const auto second = start();
    scheduler.advance(1s);
    runner.recall(second, Recall::NoRetry);
    scheduler.advance(0s);
    ASSERT_EQ(results.size(), 2u);
    EXPECT_EQ(results[1].outcome, CallOutcome::Cancelled);
    EXPECT_EQ(results[1].attempts.size(), 1u);
}

TEST_F(RecallTest, oneThatHasNotBegunSendsNothing) {
    const auto takeBack = std::vector<std::function<void(base::CallId)>>{
        [this](base::CallId call) { runner.cancel(call); },
        [this](base::CallId call) { runner.recall(call, Recall::Unsent); },
        [this](base::CallId call) { runner.recall(call, Recall::NoRetry); }};
    for (const auto& how : takeBack) {
        how(start());
        scheduler.runAll();
        EXPECT_EQ(results.back().outcome, CallOutcome::Cancelled);
    }
    EXPECT_EQ(results.size(), 3u);
    EXPECT_TRUE(transport.requests.empty());
    EXPECT_TRUE(events<journal::AttemptStarted>().empty());
}

TEST_F(RecallTest, noRedirectIsFollowedAfterIt) {
    transport.answer(302, {{"Location", "/elsewhere"}}, {}, 10ms);
    const auto call = start();
    scheduler.advance(1ms);
    runner.recall(call, Recall::NoRetry);
    runner.recall(call, Recall::Unsent); // takes nothing back
    scheduler.runAll();
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Cancelled);
    EXPECT_TRUE(results[0].sentence.contains(u"stopped")) << results[0].sentence.toStdString();
    EXPECT_EQ(transport.requests.size(), 1u);
}

TEST_F(RecallTest, noSecondRequestGoesOutBesideASlowOneAfterIt) {
    transport.answer(200);
    run(); // the first answer of a host is waited for alone
    spec.draft.policy.hedgeAfter = 200ms;
    transport.answer(200, {}, {}, 5s);
    const auto call = start();
    scheduler.advance(1ms);
    runner.recall(call, Recall::NoRetry);
    scheduler.runAll();
    EXPECT_EQ(results.back().outcome, CallOutcome::Ok);
    EXPECT_EQ(transport.requests.size(), 2u);
}

TEST_F(RecallTest, nobodyElseIsAskedAfterIt) {
    spec.draft.policy.fallback = {retry::FallbackKind::Url, "http://other.example/"};
    spec.draft.policy.maxAttempts = 1;
    transport.answer(503, {}, {}, 10ms);
    const auto call = start();
    scheduler.advance(1ms);
    runner.recall(call, Recall::NoRetry);
    scheduler.runAll();
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(transport.requests.size(), 1u);
}

TEST_F(RecallTest, aRefusalAfterItIsTheLast) {
    LimitedTransport limited{scheduler, 0, 5s};
    EngineParts parts2{scheduler, random, limited, vault, knowledge, journal, limits, cookies};
    Rotator rotator2{parts2};
    CallRunner runner2{parts2};
    runner2.start(base::CallId{101}, spec, {[this](CallResult done) { results.push_back(std::move(done)); }});
    scheduler.advance(1ms);
    runner2.recall(base::CallId{101}, Recall::NoRetry);
    scheduler.advance(1min);
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Cancelled);
    EXPECT_EQ(limited.urls.size(), 1u);
    EXPECT_TRUE(results[0].sentence.contains(u"stopped")) << results[0].sentence.toStdString();
}

} // namespace knockback::session
