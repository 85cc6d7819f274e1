// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/session/LimitedTransport.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using journal::CallOutcome;
using journal::CircuitState;
using journal::WaitReason;

class CircuitFlowTest : public SessionFixture {
protected:
    CircuitFlowTest() {
        spec.draft.policy.maxAttempts = 1;
        spec.draft.policy.pace = retry::PaceMode::Off;
    }
    base::SteadyTime now() const { return scheduler.clock().steadyNow(); }
    // Five failures in a row, which open the circuit for 30 s.
    void openIt() {
        for (int i = 0; i < 5; ++i) {
            transport.answer(502);
            run();
        }
        ASSERT_EQ(events<journal::CircuitChanged>().back().state, CircuitState::Open);
        results.clear();
        transport.requests.clear();
    }
    void openByHand() {
        transport.answer(200);
        run();
        runner.openCircuit("api.example");
        results.clear();
        transport.requests.clear();
    }
    const journal::WaitStarted lastWait() const { return events<journal::WaitStarted>().back(); }
};

TEST_F(CircuitFlowTest, openedByHandNothingGoesOutUntilItIsClosedByHand) {
    openByHand();
    transport.answer(200);
    start();
    scheduler.advance(10min);
    EXPECT_TRUE(transport.requests.empty());
    EXPECT_EQ(lastWait().reason, WaitReason::OpenCircuit);
    EXPECT_EQ(lastWait().due, now() - 10min) << "no countdown";
    EXPECT_EQ(lastWait().sentence, u"The circuit to api.example was opened by hand; close it or cancel.");
    EXPECT_EQ(limits.circuits["api.example"].waiting, 1);
    runner.closeCircuit("api.example");
    scheduler.runPosted();
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Ok);
    ASSERT_EQ(results[0].waits.size(), 1u);
    EXPECT_EQ(results[0].waits[0].length, 10min);
    EXPECT_EQ(limits.circuits["api.example"].waiting, 0);
    EXPECT_EQ(scheduler.waiting(), 0u);
}

TEST_F(CircuitFlowTest, aHandIsInTheJournalOnOneLane) {
    openByHand();
    runner.openCircuit("api.example");
    runner.closeCircuit("api.example");
    runner.closeCircuit("api.example");
    runner.openCircuit("nobody.example");
    const auto changes = events<journal::CircuitChanged>();
    ASSERT_EQ(changes.size(), 2u) << "what changes nothing is no event";
    EXPECT_TRUE(changes[0].byHand && changes[1].byHand);
    EXPECT_EQ(changes[0].state, CircuitState::Open);
    EXPECT_EQ(changes[0].until, base::SteadyTime::max());
    EXPECT_EQ(changes[1].state, CircuitState::Closed);
    EXPECT_EQ(changes[0].circuit, u"api.example");
    EXPECT_EQ(changes[0].lane, changes[1].lane);
    EXPECT_EQ(changes[0].sentence,
              u"The circuit to api.example was opened by hand; nothing is sent until it is closed.");
}

TEST_F(CircuitFlowTest, thePolicysLongestWaitEndsTheWaitAtAHand) {
    openByHand();
    spec.draft.policy.longestWait = 2min;
    const auto begun = now();
    const auto& result = run();
    EXPECT_EQ(now() - begun, 2min);
    EXPECT_EQ(result.outcome, CallOutcome::Blocked);
    EXPECT_EQ(
        result.sentence,
        u"The circuit to api.example is still open, and the policy waits 2 min for it at most; nothing was sent.");
    EXPECT_TRUE(transport.requests.empty());
}

TEST_F(CircuitFlowTest, soDoesTheCallsTimeLimit) {
    openByHand();
    spec.draft.policy.callTimeout = 7s;
    const auto begun = now();
    EXPECT_EQ(run().outcome, CallOutcome::Blocked);
    EXPECT_EQ(now() - begun, 7s);
    EXPECT_EQ(events<journal::WaitEnded>().size(), events<journal::WaitStarted>().size());
}

TEST_F(CircuitFlowTest, aCallThatWaitsAtAHandCanBeCancelledOrSkipped) {
    openByHand();
    const auto cancelled = start();
    const auto skipped = start();
    scheduler.advance(1s);
    runner.cancel(cancelled);
    transport.answer(200);
    runner.skipWait(skipped);
    scheduler.runPosted();
    ASSERT_EQ(results.size(), 2u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Cancelled);
    EXPECT_EQ(results[1].outcome, CallOutcome::Ok);
    EXPECT_EQ(limits.circuits["api.example"].breaker.state(now()), retry::BreakerState::Open)
        << "it was opened on purpose";
}

TEST_F(CircuitFlowTest, aPolicyWithoutCircuitsMindsTheHandOnly) {
    openIt();
    spec.draft.policy.circuit.enabled = false;
    transport.answer(200);
    EXPECT_TRUE(run().waits.empty());
    runner.openCircuit("api.example");
    start();
    scheduler.advance(1min);
    EXPECT_EQ(results.size(), 1u);
    EXPECT_TRUE(lastWait().sentence.contains(u"by hand"));
}

TEST_F(CircuitFlowTest, onlyAsManyGoAsAreProbesAndTheRestInTheirOrder) {
    openIt();
    for (int i = 0; i < 20; ++i) {
        spec.draft.url = "http://api.example/" + QByteArray::number(i);
        transport.answer(200, {}, {}, 1s);
        start();
    }
    scheduler.advance(30s - 1ns);
    EXPECT_TRUE(transport.requests.empty()) << "never early";
    scheduler.advance(1ns);
    EXPECT_EQ(transport.requests.size(), 1u) << "one probe";
    scheduler.advance(1s - 1ns);
    EXPECT_EQ(transport.requests.size(), 1u);
    scheduler.advance(5s);
    EXPECT_EQ(results.size(), 20u);
    for (int i = 0; i < 20; ++i)
        EXPECT_TRUE(transport.requests[std::size_t(i)].url.endsWith('/' + QByteArray::number(i)));
}

TEST_F(CircuitFlowTest, whoComesLaterDoesNotTakeTheProbe) {
    openIt();
    transport.answer(200).answer(200);
    spec.draft.url = "http://api.example/first";
    start();
    scheduler.advance(29s);
    spec.draft.url = "http://api.example/second";
    start();
    scheduler.advance(2s);
    ASSERT_EQ(transport.requests.size(), 2u);
    EXPECT_TRUE(transport.requests[0].url.endsWith("first"));
}

TEST_F(CircuitFlowTest, aFailedProbeHoldsTheOthersAgainAndSaysUntilWhen) {
    openIt();
    transport.answer(502).answer(200).answer(200);
    for (int i = 0; i < 3; ++i)
        start();
    scheduler.advance(0s);
    const auto first = lastWait().due;
    EXPECT_EQ(first, now() + 30s);
    scheduler.advance(30s);
    EXPECT_EQ(transport.requests.size(), 1u);
    EXPECT_EQ(lastWait().due, first + 30s);
    EXPECT_TRUE(lastWait().sentence.contains(u"a probe failed")) << lastWait().sentence.toStdString();
    scheduler.advance(30s - 1ns);
    EXPECT_EQ(transport.requests.size(), 1u);
    scheduler.advance(1s);
    EXPECT_EQ(results.size(), 3u);
    EXPECT_EQ(events<journal::WaitEnded>().size(), events<journal::WaitStarted>().size());
}

TEST_F(CircuitFlowTest, aProbeThatIsCancelledLeavesItsPlaceToTheNext) {
    openIt();
    transport.hang().answer(200);
    const auto probe = start();
    start();
    scheduler.advance(40s);
    ASSERT_EQ(transport.requests.size(), 1u);
    runner.cancel(probe);
    scheduler.advance(0s);
    EXPECT_EQ(transport.requests.size(), 2u);
    EXPECT_EQ(results.back().outcome, CallOutcome::Ok);
}

TEST_F(CircuitFlowTest, itStaysOpenAsLongAsTheServerAsks) {
    for (int i = 0; i < 5; ++i) {
        transport.answer(503, {{"Retry-After", "120"}});
        run();
    }
    EXPECT_EQ(events<journal::CircuitChanged>().back().until, now() + 120s);
}

TEST_F(CircuitFlowTest, anOpenTimeBeyondTheLongestWaitStopsAtOnce) {
    openIt();
    spec.draft.policy.longestWait = 10s;
    const auto begun = now();
    const auto& result = run();
    EXPECT_EQ(now(), begun);
    EXPECT_TRUE(result.sentence.contains(u"stays open for 30 s")) << result.sentence.toStdString();
}

TEST_F(CircuitFlowTest, oneBucketsCircuitLeavesTheOthersAlone) {
    spec.draft.policy.circuit.scope = retry::CircuitScope::Bucket;
    spec.draft.url = "http://api.example/broken/17?x=1";
    openIt();
    transport.answer(200);
    spec.draft.url = "http://api.example/fine";
    EXPECT_TRUE(run().waits.empty());
    transport.answer(200);
    spec.draft.url = "http://api.example/broken/18";
    EXPECT_EQ(run().waits.size(), 1u);
    EXPECT_TRUE(limits.circuits.contains("api.example · GET /broken/*"));
}

TEST_F(CircuitFlowTest, aProbesPassIsUsedOnce) {
    spec.draft.policy.circuit.probes = 3;
    openIt();
    spec.draft.policy.maxAttempts = 2;
    transport.answer(429, {{"Retry-After", "60"}}).answer(200);
    const auto call = start();
    scheduler.advance(31s);
    ASSERT_EQ(transport.requests.size(), 1u) << "the first probe is answered, if not well";
    runner.skipWait(call);
    scheduler.advance(1s);
    ASSERT_EQ(results.size(), 1u);
    const auto view = limits.circuits["api.example"].breaker.view(now());
    EXPECT_EQ(view.probesOut, 0);
    EXPECT_EQ(view.probesAnswered, 1) << "who insists is no probe";
}

TEST_F(CircuitFlowTest, aSecretInThePathIsInNoName) {
    vault::Credential credential;
    credential.name = "bot";
    credential.hosts = {"api.example"};
    vault::Secrets secrets;
    secrets[vault::SecretRole::Value] = base::Secret("bot-secret-value");
    ASSERT_TRUE(vault.add(credential, std::move(secrets)).ok());
    spec.draft.policy.circuit.scope = retry::CircuitScope::Bucket;
    spec.draft.url = "https://api.example/{{vault:bot}}/send";
    openIt();
    const auto change = events<journal::CircuitChanged>().back();
    EXPECT_TRUE(change.circuit.startsWith(u"api.example · GET /")) << change.circuit.toStdString();
    for (const QString& text : {change.circuit, change.sentence, change.lane})
        EXPECT_FALSE(text.contains(u"bot-secret-value")) << text.toStdString();
    start();
    scheduler.advance(0s);
    EXPECT_FALSE(lastWait().sentence.contains(u"bot-secret-value"));
}

TEST_F(CircuitFlowTest, circuitsThatNobodyNeedsAreForgotten) {
    openIt();
    for (int i = 0; i < 2'500; ++i) {
        spec.draft.url = "http://h" + QByteArray::number(i) + ".example/";
        transport.answer(200);
        run();
    }
    EXPECT_LE(limits.circuits.size(), 1'000u);
    EXPECT_TRUE(limits.circuits.contains("api.example")) << "an open one is not";
}

// Those who wait for quota had passed the circuit before it opened.
TEST_F(CircuitFlowTest, anOpeningCircuitCallsBackWhoStandsInThePacersQueue) {
    LimitedTransport limited{scheduler, 50, 5s};
    EngineParts limitedParts{scheduler, random, limited, vault, knowledge, journal, limits, cookies};
    Rotator limitedRotator{limitedParts};
    CallRunner limitedRunner{limitedParts};
    spec.draft.policy.pace = retry::PaceMode::Burst;
    for (std::uint64_t i = 0; i < 150; ++i)
        limitedRunner.start({1000 + i}, spec, {[this](CallResult done) { results.push_back(std::move(done)); }});
    scheduler.advance(1s);
    ASSERT_EQ(limited.urls.size(), 50u);
    limitedRunner.openCircuit("api.example");
    scheduler.advance(20s);
    EXPECT_EQ(limited.urls.size(), 50u);
    EXPECT_EQ(limits.circuits["api.example"].waiting, 100);
    limitedRunner.closeCircuit("api.example");
    scheduler.advance(1s);
    EXPECT_EQ(limited.urls.size(), 100u) << "no quota was lost on the way";
    scheduler.advance(10s);
    EXPECT_EQ(results.size(), 150u);
    EXPECT_EQ(limited.blocked, 0);
    EXPECT_EQ(events<journal::WaitEnded>().size(), events<journal::WaitStarted>().size());
}

TEST_F(CircuitFlowTest, aHedgeIsNoProbe) {
    spec.draft.policy.maxAttempts = 2;
    spec.draft.policy.hedgeAfter = 100ms;
    spec.draft.policy.circuit.minimum = 1;
    transport.answer(502);
    spec.draft.policy.maxAttempts = 1;
    run();
    spec.draft.policy.maxAttempts = 2;
    transport.requests.clear();
    transport.answer(200, {}, {}, 5s);
    run();
    EXPECT_EQ(transport.requests.size(), 1u) << "one probe is allowed";
}

} // namespace knockback::session
