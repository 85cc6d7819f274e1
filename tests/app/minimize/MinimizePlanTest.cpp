// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/minimize/PlanRig.h"
#include "tests/support/SeededRandom.h"

namespace knockback::minimize {
namespace {

using workspace::RequestDraft;

class MinimizePlanTest : public testing::Test, protected PlanRig {};

TEST_F(MinimizePlanTest, theOneParameterThatIsBlocked) {
    order.blocked.url = "http://api.example/items?page=2&q=%3Cscript%3E&size=10&sort=name";
    order.blocked.headers = {{"X-Debug", "1"}, {"X-Client", "shop"}};
    const auto result = run([](const RequestDraft& draft, int) { return blockedIf(draft.url.contains("script")); });
    EXPECT_EQ(sentenceFor(result), QStringLiteral("Blocked only when query parameter q is present."));
    EXPECT_EQ(result.smallest.url, "http://api.example/items?q=%3Cscript%3E");
    EXPECT_TRUE(result.smallest.headers.empty());
    EXPECT_TRUE(result.minimal);
    EXPECT_TRUE(result.confirmed);
    EXPECT_EQ(result.only, true);
    EXPECT_FALSE(result.flaky);
    EXPECT_LE(result.probes, 6);
}

TEST_F(MinimizePlanTest, aMissingUserAgentIsFoundByAddingIt) {
    order.blocked.settings.omittedHeaders = {"User-Agent", "Accept"};
    order.blocked.url = "http://api.example/items?page=2";
    const auto result = run([](const RequestDraft& draft, int) { return blockedIf(!sends(draft, "User-Agent")); });
    EXPECT_EQ(sentenceFor(result), QStringLiteral("Blocked only when header User-Agent is absent."));
    EXPECT_EQ(result.smallest.url, "http://api.example/items");
    EXPECT_TRUE(omits(result.smallest, "User-Agent"));
    EXPECT_TRUE(result.minimal && result.confirmed);
    EXPECT_LE(result.probes, 7);
}

TEST_F(MinimizePlanTest, evidenceOfAbsenceIsTriedFirst) {
    order.blocked.settings.omittedHeaders = {"User-Agent"};
    order.evidence.subcause = "missing_user_agent";
    const auto result = run([](const RequestDraft& draft, int) { return blockedIf(!sends(draft, "User-Agent")); });
    EXPECT_EQ(sentenceFor(result), QStringLiteral("Blocked only when header User-Agent is absent."));
    ASSERT_GE(asked.size(), 2u);
    EXPECT_TRUE(sends(asked[1], "User-Agent"));
}

TEST_F(MinimizePlanTest, twoHeadersThatAreBothMissing) {
    order.blocked.settings.omittedHeaders = {"User-Agent", "Accept"};
    const auto result = run([](const RequestDraft& draft, int) {
        return blockedIf(!sends(draft, "User-Agent") || !sends(draft, "Accept"));
    });
    EXPECT_EQ(sentenceFor(result), QStringLiteral("Blocked unless header User-Agent and header Accept are all sent."));
}

TEST_F(MinimizePlanTest, presentAndAbsentTogether) {
    order.blocked.settings.omittedHeaders = {"User-Agent"};
    order.blocked.url = "http://api.example/items?page=2&export=1";
    const auto result = run([](const RequestDraft& draft, int) {
        return blockedIf(!sends(draft, "User-Agent") && draft.url.contains("export"));
    });
    EXPECT_EQ(sentenceFor(result),
              QStringLiteral("Blocked only when query parameter export is present and header User-Agent is absent."));
}

TEST_F(MinimizePlanTest, aToolsUserAgentGivesWayToThePlainOne) {
    order.blocked.headers = {{"User-Agent", "sqlmap/1.7"}};
    const auto result = run([](const RequestDraft& draft, int) {
        return blockedIf(row(draft, "User-Agent") && row(draft, "User-Agent")->value.contains("sqlmap"));
    });
    EXPECT_EQ(sentenceFor(result),
              QStringLiteral("Blocked only when header User-Agent is “sqlmap/1.7” (not “plain”)."));
    for (const auto& draft : asked)
        EXPECT_TRUE(sends(draft, "User-Agent")) << "what was sent is never taken away without a substitute";
}

TEST_F(MinimizePlanTest, whatHasToStayForAnotherReasonIsSaidApart) {
    order.blocked.url = "http://api.example/items?q='";
    order.blocked.auth = {.kind = workspace::AuthKind::Bearer, .token = "t"};
    const auto result = run([](const RequestDraft& draft, int) {
        if (draft.auth.kind != workspace::AuthKind::Bearer)
            return Verdict::Otherwise;
        return blockedIf(draft.url.contains("q="));
    });
    EXPECT_EQ(sentenceFor(result),
              QStringLiteral("Blocked only when query parameter q is present. Without the credential "
                             "the answer is another one (note)."));
}

TEST_F(MinimizePlanTest, twoPartsOfWhichEachIsEnough) {
    order.blocked.url = "http://api.example/items?a='&b='";
    const auto result = run([](const RequestDraft& draft, int) { return blockedIf(draft.url.contains('\'')); });
    EXPECT_EQ(result.only, false);
    EXPECT_THAT(sentenceFor(result).toStdString(), testing::HasSubstr("blocked without that, too"));
}

TEST_F(MinimizePlanTest, nothingInTheRequestDecides) {
    order.blocked.url = "http://api.example/items?a=1";
    const auto result = run([](const RequestDraft&, int) { return Verdict::Same; });
    EXPECT_EQ(result.smallest.url, "http://api.example/items");
    EXPECT_TRUE(result.needed.empty());
    EXPECT_THAT(sentenceFor(result).toStdString(), testing::HasSubstr("bare request is blocked as well"));
    EXPECT_LE(result.probes, 4);
}

TEST_F(MinimizePlanTest, theDifferenceFromAWorkingRequest) {
    RequestDraft working = order.blocked;
    working.headers = {{"User-Agent", "shop/2.1"}, {"X-Trace", "1"}};
    working.settings.version = http::HttpVersionChoice::Http11;
    order.blocked.headers = {{"User-Agent", "python-requests/2.32"}, {"X-Debug", "1"}};
    order.working = working;
    const auto result = run([](const RequestDraft& draft, int) {
        return blockedIf(row(draft, "User-Agent") && row(draft, "User-Agent")->value.startsWith("python"));
    });
    EXPECT_EQ(sentenceFor(result), QStringLiteral("Blocked only when header User-Agent is “python-requests/2.32” (not "
                                                  "“shop/2.1”)."));
    EXPECT_TRUE(result.comparedWithWorking);
    EXPECT_TRUE(result.minimal);
    EXPECT_EQ(asked[1], working) << "it is made sure that it still passes";
}

TEST_F(MinimizePlanTest, aWorkingRequestThatFailsNowEndsIt) {
    order.working = order.blocked;
    order.working->headers = {{"X-A", "1"}};
    const auto result = run([](const RequestDraft&, int) { return Verdict::Same; });
    EXPECT_EQ(result.end, End::WorkingFails);
    EXPECT_EQ(result.probes, 2);
}

TEST_F(MinimizePlanTest, aBlockThatIsGoneIsSaid) {
    const auto result = run([](const RequestDraft&, int) { return Verdict::Passed; });
    EXPECT_EQ(result.end, End::NotReproduced);
    EXPECT_EQ(result.probes, 2) << "asked once more before it is said";
    EXPECT_FALSE(result.flaky);
}

TEST_F(MinimizePlanTest, aServerThatChangesItsMindIsNoticedAtOnce) {
    const auto result = run([](const RequestDraft&, int number) { return blockedIf(number > 1); });
    EXPECT_TRUE(result.flaky);
    EXPECT_THAT(sentenceFor(result).toStdString(), testing::HasSubstr("time or chance"));
}

TEST_F(MinimizePlanTest, aBlockThatEndsOnTheWayIsNoticedByTheLastRepeat) {
    order.blocked.url = "http://api.example/items?a=1&b=2&c=3";
    const auto result = run([](const RequestDraft&, int number) { return blockedIf(number <= 1); });
    EXPECT_TRUE(result.flaky);
    EXPECT_FALSE(result.confirmed);
}

TEST_F(MinimizePlanTest, anUnclearAnswerIsAskedForOnceMore) {
    order.blocked.url = "http://api.example/items?a=1&q='";
    bool limited = false;
    const auto result = run([&](const RequestDraft& draft, int number) {
        if (number == 2 && !std::exchange(limited, true))
            return Verdict::Unclear;
        return blockedIf(draft.url.contains('\''));
    });
    EXPECT_EQ(asked[1], asked[2]);
    EXPECT_EQ(sentenceFor(result), QStringLiteral("Blocked only when query parameter q is present."));
    EXPECT_FALSE(result.flaky);
}

TEST_F(MinimizePlanTest, neverMoreProbesThanAllowed) {
    test::SeededRandom random(7);
    for (int round = 0; round < 200; ++round) {
        order.probes = 1 + int(random.next() % 12);
        order.blocked.url = "http://api.example/items?";
        for (int i = 0; i < int(random.next() % 30); ++i)
            order.blocked.url += 'p' + QByteArray::number(i) + "=1&";
        const auto result = run(
            [&](const RequestDraft&, int number) { return number == 1 ? Verdict::Same : Verdict(random.next() % 5); });
        EXPECT_LE(int(asked.size()), order.probes);
        EXPECT_EQ(result.probes, int(asked.size()));
        EXPECT_EQ(table.size(), asked.size());
    }
}

TEST_F(MinimizePlanTest, neverTheSameRequestTwiceButToConfirm) {
    test::SeededRandom random(8);
    for (int round = 0; round < 100; ++round) {
        order.blocked.url = "http://api.example/items?a=1&b=2&c=3&d=4&e=5";
        const QByteArray needed = "abcde" + QByteArray();
        const QByteArray one = needed.sliced(qsizetype(random.next() % 5), 1) + '=';
        const auto result = run([&](const RequestDraft& draft, int) { return blockedIf(draft.url.contains(one)); });
        int repeats = 0;
        for (std::size_t i = 0; i < asked.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                repeats += asked[i] == asked[j] ? 1 : 0;
        EXPECT_LE(repeats, 2); // of the smallest one, which may also be the first
        EXPECT_TRUE(result.minimal);
        EXPECT_EQ(result.smallest.url, "http://api.example/items?" + one + result.smallest.url.right(1));
    }
}

TEST_F(MinimizePlanTest, stoppedInBetweenItSaysWhatIsKnown) {
    order.blocked.url = "http://api.example/items?a=1&b=2&q='";
    MinimizePlan plan(order);
    for (int i = 0; i < 2; ++i)
        plan.take(blockedIf(plan.next()->draft.url.contains('\'')), {});
    EXPECT_TRUE(plan.next());
    plan.stop(QStringLiteral("Cancelled."));
    EXPECT_FALSE(plan.next());
    EXPECT_EQ(plan.result().end, End::Stopped);
    EXPECT_EQ(plan.probes().size(), 2u) << "the one under way has no answer";
    EXPECT_TRUE(sentenceFor(plan.result()).startsWith(u"Cancelled."));
}

TEST_F(MinimizePlanTest, methodAndHostNeverChange) {
    order.blocked.method = "OPTIONS";
    order.blocked.url = "http://api.example/items?q='&r=1";
    order.blocked.headers = {{"X-A", "1"}};
    run([](const RequestDraft& draft, int) { return blockedIf(draft.url.contains('\'')); });
    for (const auto& draft : asked) {
        EXPECT_EQ(draft.method, "OPTIONS");
        EXPECT_TRUE(draft.url.startsWith("http://api.example/items"));
    }
}

} // namespace
} // namespace knockback::minimize
