// SPDX-License-Identifier: GPL-3.0-or-later
// Random calls to a random server: whatever it does, every call ends, nothing is sent in secret or too early, and every
// wait is told of with its reason.
#include "tests/app/session/LimitedTransport.h"
#include "tests/app/session/RandomServer.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using journal::CircuitState;

namespace {

int below(test::SeededRandom& random, int bound) {
    return static_cast<int>(random.next() % static_cast<std::uint64_t>(bound));
}

retry::RetryPolicy randomPolicy(test::SeededRandom& random) {
    const auto chance = [&](int percent) { return below(random, 100) < percent; };
    retry::RetryPolicy policy;
    policy.maxAttempts = 1 + below(random, 6);
    policy.statuses = {429, 500, 503};
    policy.longestWait = base::Seconds(1 + below(random, 90));
    if (chance(40))
        policy.callTimeout = base::Milliseconds(200 + below(random, 60'000));
    if (chance(40))
        policy.attemptTimeout = base::Milliseconds(50 + below(random, 5'000));
    if (chance(30))
        policy.hedgeAfter = base::Milliseconds(below(random, 500));
    policy.retryUnsafeMethods = chance(20);
    policy.addIdempotencyKey = chance(30);
    policy.budgetReserve = below(random, 30);
    policy.pace = static_cast<retry::PaceMode>(below(random, 4));
    policy.circuit.enabled = chance(80);
    policy.circuit.minimum = 1 + below(random, 5);
    policy.circuit.openFor = base::Milliseconds(below(random, 20'000));
    policy.circuit.probes = 1 + below(random, 3);
    if (chance(20))
        policy.circuit.slow = 1s;
    policy.circuit.slowShare = 0.8;
    if (chance(30))
        policy.fallback = {static_cast<retry::FallbackKind>(below(random, 3)), "stand-in"};
    return policy;
}

} // namespace

class FlowPropertyTest : public SessionFixture, public testing::WithParamInterface<int> {
protected:
    static constexpr std::uint64_t calls = 40;

    void runAll() {
        test::SeededRandom dice(static_cast<std::uint64_t>(GetParam()));
        spec.draft.policy = policy = randomPolicy(dice);
        spec.draft.method = below(dice, 3) == 0 ? "POST" : "GET";
        for (std::uint64_t call = 1; call <= calls; ++call) {
            serverRunner.start({call}, spec, {[this, call](CallResult done) {
                                   ++ended[call];
                                   results.push_back(std::move(done));
                               }});
            scheduler.advance(base::Milliseconds(below(dice, 3) == 0 ? below(dice, 2'000) : 0));
            meddle(dice);
        }
        for (int i = 0; i < 50; ++i) {
            scheduler.advance(base::Milliseconds(below(dice, 2'000)));
            meddle(dice);
        }
        serverRunner.closeCircuit("api.example");
        scheduler.runAll();
    }
    // What a person may do meanwhile.
    void meddle(test::SeededRandom& dice) {
        const base::CallId call{1 + dice.next() % calls};
        switch (below(dice, 12)) {
        case 0:
            serverRunner.cancel(call);
            break;
        case 1:
            serverRunner.skipWait(call);
            skipped.insert(call.value);
            break;
        case 2:
            serverRunner.openCircuit("api.example");
            break;
        case 3:
            serverRunner.closeCircuit("api.example");
            break;
        default:
            break;
        }
    }

    test::RandomServer server{scheduler, static_cast<std::uint64_t>(GetParam())};
    EngineParts serverParts{scheduler, random, server, vault, knowledge, journal, limits, cookies};
    Rotator serverRotator{serverParts};
    CallRunner serverRunner{serverParts};
    retry::RetryPolicy policy;
    std::map<std::uint64_t, int> ended;
    std::set<std::uint64_t> skipped;
};

TEST_P(FlowPropertyTest, holds) {
    runAll();
    // Every call ends, once, and leaves nothing behind.
    ASSERT_EQ(results.size(), calls);
    for (const auto& [call, times] : ended)
        EXPECT_EQ(times, 1) << call;
    EXPECT_EQ(events<journal::CallFinished>().size(), calls);
    EXPECT_EQ(server.onTheWire, 0);
    EXPECT_EQ(scheduler.waiting(), 0u);
    serverRunner.publishPlaces();
    EXPECT_TRUE(limits.places->empty());
    EXPECT_EQ(limits.circuits["api.example"].waiting, 0);
    EXPECT_EQ(limits.circuits["api.example"].breaker.view(scheduler.clock().steadyNow()).probesOut, 0);

    // What was sent is what was told.
    EXPECT_EQ(events<journal::AttemptStarted>().size(), server.sent.size());
    EXPECT_EQ(events<journal::AttemptFinished>().size(), server.sent.size());
    std::size_t attempts = 0;
    for (const auto& result : results) {
        attempts += result.attempts.size();
        EXPECT_LE(result.attempts.size(), static_cast<std::size_t>(policy.maxAttempts) + (policy.hedgeAfter ? 1 : 0));
    }
    EXPECT_EQ(attempts, server.sent.size());

    std::map<std::uint64_t, base::SteadyTime> startedAt;
    std::map<std::uint64_t, journal::WaitStarted> waits;
    std::map<std::uint64_t, base::SteadyTime> notBefore; // of a call
    CircuitState circuit = CircuitState::Closed;
    bool byHand = false;
    for (const auto& event : journal.since(0, 100'000)) {
        if (const auto* call = std::get_if<journal::CallStarted>(&event.body))
            startedAt[call->call.value] = event.at;
        if (const auto* change = std::get_if<journal::CircuitChanged>(&event.body)) {
            circuit = change->state;
            byHand = change->byHand;
            EXPECT_FALSE(change->sentence.isEmpty());
        }
        if (const auto* wait = std::get_if<journal::WaitStarted>(&event.body)) {
            EXPECT_FALSE(wait->sentence.isEmpty());
            EXPECT_FALSE(wait->lane.isEmpty());
            EXPECT_GE(wait->due, event.at);
            // When its turn comes is a forecast; how long a gate may be closed for it is tested elsewhere.
            if (wait->reason != journal::WaitReason::Pacing) {
                EXPECT_LE(wait->due - event.at, policy.longestWait + 1s) << wait->sentence.toStdString();
            }
            waits[wait->wait.value] = *wait;
        }
        if (const auto* end = std::get_if<journal::WaitEnded>(&event.body)) {
            const auto wait = waits.extract(end->wait.value).mapped();
            const bool timed = wait.reason == journal::WaitReason::Backoff ||
                               wait.reason == journal::WaitReason::RetryAfter ||
                               wait.reason == journal::WaitReason::QuotaReset;
            if (timed && end->how == journal::WaitEnd::Elapsed) {
                EXPECT_EQ(event.at, wait.due) << wait.sentence.toStdString();
            }
        }
        if (const auto* start = std::get_if<journal::AttemptStarted>(&event.body)) {
            const auto call = start->call.value;
            if (!skipped.contains(call)) {
                EXPECT_GE(event.at, notBefore[call]) << "never before the server allows";
                EXPECT_FALSE(circuit == CircuitState::Open && (byHand || policy.circuit.enabled))
                    << "never through an open circuit";
            }
        }
        if (const auto* finish = std::get_if<journal::AttemptFinished>(&event.body))
            if (const auto asked = finish->record->quota.retryAfterSeconds)
                notBefore[finish->record->call.value] = event.at + retry::serverSeconds(*asked);
        if (const auto* done = std::get_if<journal::CallFinished>(&event.body); done && policy.callTimeout) {
            EXPECT_LE(event.at - startedAt[done->call.value], *policy.callTimeout + 1ms)
                << done->sentence.toStdString();
        }
    }
    EXPECT_TRUE(waits.empty()) << "every wait ends";

    // What may have been acted on is not sent again by itself.
    if (spec.draft.method == "POST" && !policy.retryUnsafeMethods && !policy.addIdempotencyKey) {
        for (const auto& result : results)
            for (std::size_t i = 1; i < result.attempts.size(); ++i) {
                const auto& before = *result.attempts[i - 1];
                const bool untouched = before.diagnosis.cause == diagnosis::Cause::RateLimit ||
                                       before.exchange.attempt().connection.requestsOnWire == 0;
                EXPECT_TRUE(untouched) << before.exchange.attempt().status();
            }
    }
    if (policy.addIdempotencyKey && spec.draft.method == "POST") {
        std::set<QByteArray> keys;
        for (const auto& request : server.sent)
            keys.insert(request.headers.value("Idempotency-Key").value_or(QByteArray()));
        EXPECT_FALSE(keys.contains(QByteArray()));
        EXPECT_LE(keys.size(), calls);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, FlowPropertyTest, testing::Range(1, 201));

// First come, first served, whatever people do meanwhile: no server in a bad mood here, only one with a limit.
class FairnessTest : public SessionFixture, public testing::WithParamInterface<int> {};

TEST_P(FairnessTest, callsGoOutInTheOrderInWhichTheyCame) {
    test::SeededRandom dice(static_cast<std::uint64_t>(GetParam()));
    LimitedTransport limited(scheduler, 5 + below(dice, 30), base::Seconds(1 + below(dice, 5)));
    limited.service = base::Milliseconds(1 + below(dice, 300));
    EngineParts limitedParts{scheduler, random, limited, vault, knowledge, journal, limits, cookies};
    Rotator limitedRotator{limitedParts};
    CallRunner limitedRunner{limitedParts};
    spec.draft.policy.pace = below(dice, 2) == 0 ? retry::PaceMode::Burst : retry::PaceMode::Spread;
    spec.draft.policy.longestWait = 1h;
    constexpr std::uint64_t calls = 120;
    for (std::uint64_t call = 1; call <= calls; ++call) {
        spec.draft.url = "http://api.example/items?n=" + QByteArray::number(1000 + qint64(call));
        limitedRunner.start({call}, spec, {[this](CallResult done) { results.push_back(std::move(done)); }});
        scheduler.advance(base::Milliseconds(below(dice, 4) == 0 ? below(dice, 500) : 0));
        if (below(dice, 10) == 0)
            limitedRunner.cancel({1 + dice.next() % call});
        if (below(dice, 15) == 0)
            limitedRunner.openCircuit("api.example");
        else if (below(dice, 8) == 0)
            limitedRunner.closeCircuit("api.example");
    }
    limitedRunner.closeCircuit("api.example");
    scheduler.runAll();
    EXPECT_EQ(results.size(), calls);
    EXPECT_EQ(limited.blocked, 0);
    EXPECT_TRUE(std::is_sorted(limited.urls.begin(), limited.urls.end()));
}

INSTANTIATE_TEST_SUITE_P(Seeds, FairnessTest, testing::Range(1, 51));

} // namespace knockback::session
