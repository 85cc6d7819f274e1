// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/PastAnswers.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using journal::CallOutcome;
using retry::FallbackKind;

// A history whose disk takes its time.
class SlowHistory final : public PastAnswers {
public:
    explicit SlowHistory(base::Scheduler& scheduler) : m_scheduler(scheduler) {}
    void find(const RequestName& request, base::WallTime notBefore,
              std::function<void(std::optional<Answer>)> found) override {
        asked.push_back(request.inHistory);
        const bool fits = answer && answer->at >= notBefore;
        m_timer = m_scheduler.after(
            takes, [found = std::move(found), result = fits ? answer : std::nullopt] { found(result); });
    }

    std::optional<Answer> answer;
    base::Nanoseconds takes = 20ms;
    std::vector<QByteArray> asked;

private:
    base::Scheduler& m_scheduler;
    base::TimerHandle m_timer;
};

class FallbackFlowTest : public SessionFixture {
protected:
    FallbackFlowTest() { spec.draft.policy.maxAttempts = 1; }
    void remember(base::Microseconds age) {
        parts.past = &past;
        past.answer = PastAnswers::Answer{http::Body("from the history"), scheduler.clock().wallNow() - age};
    }
    SlowHistory past{scheduler};
    void fallBackTo(FallbackKind kind, QByteArray text = {}) { spec.draft.policy.fallback = {kind, std::move(text)}; }
};

TEST_F(FallbackFlowTest, aStaticAnswerStandsInForABlock) {
    fallBackTo(FallbackKind::Static, R"({"items": []})");
    transport.answer(429, {{"Retry-After", "7200"}}, "no");
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Fallback);
    EXPECT_EQ(result.body.bytes(), R"({"items": []})");
    EXPECT_EQ(result.attempts.size(), 1u);
    EXPECT_EQ(events<journal::CallFinished>().back().outcome, CallOutcome::Fallback);
}

TEST_F(FallbackFlowTest, theLastGoodAnswerOfTheSameRequestStandsInAndSaysHowOldItIs) {
    fallBackTo(FallbackKind::LastGood);
    transport.answer(200, {}, "good");
    EXPECT_EQ(run().outcome, CallOutcome::Ok);
    scheduler.advance(12min);
    transport.answer(503);
    const auto& stale = run();
    EXPECT_EQ(stale.outcome, CallOutcome::Fallback);
    EXPECT_EQ(stale.body.bytes(), "good");
    EXPECT_TRUE(stale.sentence.contains(u"12 min old")) << stale.sentence.toStdString();
    spec.draft.url = "http://api.example/other";
    transport.answer(503);
    EXPECT_EQ(run().outcome, CallOutcome::Blocked) << "another request has no such answer";
}

TEST_F(FallbackFlowTest, anotherUrlIsAskedOnceAndWithoutSecrets) {
    fallBackTo(FallbackKind::Url, "http://mirror.example/items");
    spec.draft.headers = {{"Authorization", "Bearer abc"}};
    transport.answer(503);
    transport.answer(200, {}, "from the mirror");
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Fallback);
    EXPECT_EQ(result.body.bytes(), "from the mirror");
    ASSERT_EQ(transport.requests.size(), 2u);
    EXPECT_EQ(transport.requests[1].url, "http://mirror.example/items");
    EXPECT_FALSE(transport.requests[1].headers.contains("Authorization"));
    transport.answer(503);
    transport.answer(503);
    EXPECT_EQ(run().outcome, CallOutcome::Blocked);
    EXPECT_EQ(transport.requests.size(), 4u) << "the mirror is not asked again";
}

TEST_F(FallbackFlowTest, answersAndCancelledCallsStayWhatTheyAre) {
    fallBackTo(FallbackKind::Static, "stand-in");
    transport.answer(404, {}, "nothing here");
    const auto& answered = run();
    EXPECT_EQ(answered.outcome, CallOutcome::Failed);
    EXPECT_EQ(answered.body.bytes(), "nothing here");
    transport.hang();
    const auto call = start();
    scheduler.advance(1s);
    runner.cancel(call);
    scheduler.runPosted();
    EXPECT_EQ(results.back().outcome, CallOutcome::Cancelled);
}

TEST_F(FallbackFlowTest, anOpenCircuitIsNotWaitedForWhenSomethingStandsIn) {
    for (int i = 0; i < 5; ++i) {
        transport.answer(502);
        run();
    }
    const auto sent = transport.requests.size();
    fallBackTo(FallbackKind::Static, "stand-in");
    const auto begun = scheduler.clock().steadyNow();
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Fallback);
    EXPECT_TRUE(result.sentence.contains(u"circuit")) << result.sentence.toStdString();
    EXPECT_EQ(transport.requests.size(), sent);
    EXPECT_EQ(scheduler.clock().steadyNow(), begun);
}

TEST_F(FallbackFlowTest, anAnswerOfAnEarlierSessionStandsInAndSaysSo) {
    remember(3h);
    fallBackTo(FallbackKind::LastGood);
    transport.answer(503);
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Fallback);
    EXPECT_EQ(result.body.bytes(), "from the history");
    EXPECT_TRUE(result.sentence.endsWith(u"The last good answer in the history, 3 h old, stands in."))
        << result.sentence.toStdString();
    transport.answer(200, {}, "fresh");
    run();
    transport.answer(503);
    EXPECT_EQ(run().body.bytes(), "fresh") << "this session's own is newer, and the history is not asked";
    EXPECT_EQ(past.asked.size(), 1u);
}

TEST_F(FallbackFlowTest, tooOldIsTooOld) {
    fallBackTo(FallbackKind::LastGood);
    spec.draft.policy.fallback.maxAge = 1h;
    remember(61min);
    transport.answer(503);
    EXPECT_EQ(run().outcome, CallOutcome::Blocked);
    transport.answer(200, {}, "good").answer(503).answer(503);
    run();
    scheduler.advance(59min);
    EXPECT_EQ(run().outcome, CallOutcome::Fallback);
    scheduler.advance(2min);
    EXPECT_EQ(run().outcome, CallOutcome::Blocked);
}

TEST_F(FallbackFlowTest, aHistoryThatDoesNotAnswerHoldsUpNobody) {
    remember(3h);
    past.takes = 1h;
    fallBackTo(FallbackKind::LastGood);
    transport.answer(503);
    start();
    scheduler.advance(999ms);
    EXPECT_TRUE(results.empty());
    scheduler.advance(1ms);
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Blocked);
    scheduler.advance(2h);
    EXPECT_EQ(results.size(), 1u);
}

TEST_F(FallbackFlowTest, whileItLooksBackACallCanBeCancelled) {
    remember(3h);
    fallBackTo(FallbackKind::LastGood);
    transport.answer(503);
    const auto call = start();
    scheduler.advance(10ms);
    runner.cancel(call);
    scheduler.advance(1s);
    ASSERT_EQ(results.size(), 1u);
    EXPECT_EQ(results[0].outcome, CallOutcome::Cancelled);
}

TEST_F(FallbackFlowTest, anOpenCircuitIsWaitedForWhenTheHistoryHasNothing) {
    parts.past = &past;
    transport.answer(200);
    run();
    runner.openCircuit("api.example");
    fallBackTo(FallbackKind::LastGood);
    spec.draft.url = "http://api.example/other";
    transport.answer(200, {}, "at last");
    start();
    scheduler.advance(1min);
    EXPECT_EQ(results.size(), 1u);
    runner.closeCircuit("api.example");
    scheduler.advance(0s);
    ASSERT_EQ(results.size(), 2u);
    EXPECT_EQ(results[1].body.bytes(), "at last");
    remember(3h);
    runner.openCircuit("api.example");
    spec.draft.url = "http://api.example/third";
    EXPECT_EQ(run().body.bytes(), "from the history") << "an open circuit is not waited for when something stands in";
}

TEST_F(FallbackFlowTest, goodAnswersAreNamedForTheHistoryUnlessSomethingWasHidden) {
    const auto name = [this] { return run().attempts.back()->answersTo; };
    transport.answer(200, {}, "plain");
    const auto plain = name();
    EXPECT_EQ(plain.size(), 32);
    transport.answer(200, {}, "plain");
    EXPECT_EQ(name(), plain) << "the same request has the same name";
    transport.answer(404, {}, "no");
    EXPECT_TRUE(name().isEmpty());
    transport.answer(200, {{"Content-Type", "application/json"}}, R"({"client_secret": "abcdefgh12345678"})");
    EXPECT_TRUE(name().isEmpty()) << "what is in the history is not what came";
    spec.draft.method = "PUT";
    transport.answer(200, {}, "plain");
    EXPECT_NE(name(), plain);
    spec.draft.method = "GET";
    spec.draft.headers = {{"Authorization", "Bearer typed-by-hand"}};
    transport.answer(200, {}, "plain");
    EXPECT_TRUE(name().isEmpty()) << "two typed tokens could not be told apart there";
}

TEST_F(FallbackFlowTest, whoAsksWithAnotherTokenGetsNobodyElsesAnswer) {
    fallBackTo(FallbackKind::LastGood);
    spec.draft.headers = {{"Authorization", "Bearer of-alice-0123456789"}};
    transport.answer(200, {}, "alice");
    run();
    spec.draft.headers = {{"Authorization", "Bearer of-bob-0123456789"}};
    transport.answer(503);
    EXPECT_EQ(run().outcome, CallOutcome::Blocked);
}

TEST_F(FallbackFlowTest, anAnswerThatRedirectsLedToIsFoundWhenTheFirstHopFails) {
    fallBackTo(FallbackKind::LastGood);
    transport.answer(302, {{"Location", "/elsewhere"}});
    transport.answer(200, {}, "good");
    run();
    transport.answer(503);
    EXPECT_EQ(run().body.bytes(), "good");
}

TEST_F(FallbackFlowTest, anotherUrlIsNotAskedAfterTheCallsTimeLimit) {
    fallBackTo(FallbackKind::Url, "http://mirror.example/items");
    spec.draft.policy.callTimeout = 2s;
    transport.hang();
    const auto begun = scheduler.clock().steadyNow();
    EXPECT_EQ(run().outcome, CallOutcome::Failed);
    EXPECT_EQ(scheduler.clock().steadyNow() - begun, 2s);
    EXPECT_EQ(transport.requests.size(), 1u);
}

} // namespace knockback::session
