// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using journal::CallOutcome;
using retry::FallbackKind;

class FallbackFlowTest : public SessionFixture {
protected:
    FallbackFlowTest() { spec.draft.policy.maxAttempts = 1; }
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

} // namespace knockback::session
