// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/BannerContent.h"

#include "tests/ui/shell/FakeBackend.h"
#include "ui/diagnosis/DiagnosisBanner.h"

#include <QPushButton>
#include <QTest>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;
using diagnosis::Cause;
using journal::CallOutcome;

class BannerContentTest : public testing::Test {
protected:
    BannerContentTest() {
        call.id = base::CallId{1};
        call.attempt = 1;
        call.attemptLimit = 5;
        call.phase = CallPhase::Sending;
    }
    void blocked() { call.attempts.push_back(backend.answer(call.id, 1, 429, test::rateLimited())); }
    void wait(journal::WaitReason reason) {
        call.phase = CallPhase::Waiting;
        call.wait = journal::WaitStarted{call.id, base::WaitId{1},           reason, base::SteadyTime(41s), {},
                                         {},      QStringLiteral("Because.")};
    }
    void end(CallOutcome outcome, const char* sentence = "") {
        call.phase = CallPhase::Done;
        call.outcome = outcome;
        call.sentence = QString::fromUtf8(sentence);
    }

    test::FakeBackend backend;
    CallState call;
};

TEST_F(BannerContentTest, SendingIsAQuietLineThatCanBeCancelled) {
    const auto banner = bannerFor(call);
    EXPECT_TRUE(banner.quiet);
    EXPECT_TRUE(banner.canCancel);
    EXPECT_EQ(banner.title, QStringLiteral("Sending attempt 1 of 5…"));
}

TEST_F(BannerContentTest, LinesLeaveTheQuotedWordsToTheReport) {
    auto diagnosis = test::rateLimited();
    diagnosis.evidence = {{QStringLiteral("status"), QStringLiteral("429 says: too many requests. [“429”]"), 1.0}};
    call.attempts.push_back(backend.answer(call.id, 1, 429, diagnosis));
    end(CallOutcome::Blocked);
    EXPECT_EQ(bannerFor(call).lines.front(), QStringLiteral("429 says: too many requests."));
}

TEST_F(BannerContentTest, ThePlaceInLineIsWhatACallWaitsFor) {
    wait(journal::WaitReason::Pacing);
    const base::SteadyTime now(36800ms);
    auto banner = bannerFor(call, {session::PlaceInLine{call.id, 2, base::SteadyTime(41s)}, now});
    EXPECT_EQ(banner.title, QStringLiteral("3rd in line, goes out in 4.2 s"));
    EXPECT_EQ(banner.due, base::SteadyTime(41s));
    EXPECT_EQ(banner.action, BannerAction::SkipWait);
    banner = bannerFor(call, {session::PlaceInLine{call.id, 0, {}}, now});
    EXPECT_TRUE(banner.title.startsWith(QStringLiteral("Next in line, goes out when")));
    EXPECT_FALSE(banner.due) << "nobody knows";
    blocked();
    banner = bannerFor(call, {session::PlaceInLine{call.id, 1, base::SteadyTime(41s)}, now});
    EXPECT_TRUE(banner.title.startsWith(QStringLiteral("Rate limited")));
    EXPECT_EQ(banner.lines.last(), QStringLiteral("Now 2nd in line, goes out in 4.2 s."));
}

TEST_F(BannerContentTest, AWaitWithoutAnEndHasNoCountdown) {
    wait(journal::WaitReason::OpenCircuit);
    call.waitSince = call.wait->due;
    EXPECT_FALSE(bannerFor(call).due);
}

TEST_F(BannerContentTest, WaitingShowsTheDiagnosisAndTheReasonOfTheWait) {
    blocked();
    wait(journal::WaitReason::RetryAfter);
    const auto banner = bannerFor(call);
    EXPECT_EQ(banner.cause, Cause::RateLimit);
    EXPECT_EQ(banner.action, BannerAction::SkipWait);
    EXPECT_EQ(banner.due, base::SteadyTime(41s));
    EXPECT_EQ(banner.lines.last(), QStringLiteral("Because."));
    EXPECT_FALSE(banner.lines.contains(QStringLiteral("Wait 41 s.")));
    end(CallOutcome::Blocked, "Stopped after 5 attempts.");
    EXPECT_EQ(bannerFor(call).lines.last(), QStringLiteral("Wait 41 s."));
    EXPECT_TRUE(banner.canEscalate);
    EXPECT_EQ(banner.docsUrl, QStringLiteral("https://docs.example/limits"));
}

TEST_F(BannerContentTest, HeldBackBeforeTheFirstAttemptSaysSo) {
    wait(journal::WaitReason::Pacing);
    const auto banner = bannerFor(call);
    EXPECT_TRUE(banner.visible);
    EXPECT_EQ(banner.actionText, QStringLiteral("Send"));
    EXPECT_FALSE(banner.canEscalate);
    EXPECT_EQ(banner.lines, QStringList(QStringLiteral("Because.")));
}

TEST_F(BannerContentTest, ARotationHasNoCountdown) {
    blocked();
    wait(journal::WaitReason::Rotation);
    const auto banner = bannerFor(call);
    EXPECT_FALSE(banner.due);
    EXPECT_EQ(banner.action, BannerAction::None);
    EXPECT_TRUE(banner.canCancel);
}

TEST_F(BannerContentTest, SendingAgainKeepsTheReasonInView) {
    blocked();
    call.attempt = 2;
    const auto banner = bannerFor(call);
    EXPECT_EQ(banner.cause, Cause::RateLimit);
    EXPECT_TRUE(banner.lines.contains(QStringLiteral("Sending attempt 2 of 5…")));
}

TEST_F(BannerContentTest, AnEndWithoutAnswerSaysWhy) {
    end(CallOutcome::Blocked, "The quota comes back in 2 h.");
    auto banner = bannerFor(call);
    EXPECT_EQ(banner.title, QStringLiteral("Nothing was sent"));
    EXPECT_EQ(banner.lines, QStringList(QStringLiteral("The quota comes back in 2 h.")));
    EXPECT_EQ(banner.action, BannerAction::SendAgain);
}

TEST_F(BannerContentTest, RefusalsSayWhoseTroubleItIs) {
    end(CallOutcome::Failed);
    call.refused = QStringLiteral("github-app may not be sent to evil.example.");
    EXPECT_EQ(bannerFor(call).cause, Cause::ClientError);
    call.credentialProblem = true;
    EXPECT_EQ(bannerFor(call).cause, Cause::Credential);
    EXPECT_EQ(bannerFor(call).action, BannerAction::None);
    call.vaultLocked = true;
    EXPECT_EQ(bannerFor(call).action, BannerAction::UnlockAndSend);
}

TEST_F(BannerContentTest, EveryEndHasAWordExceptPlainSuccess) {
    blocked();
    for (const auto outcome : {CallOutcome::Blocked, CallOutcome::Failed, CallOutcome::Cancelled}) {
        end(outcome, "It ended.");
        EXPECT_TRUE(bannerFor(call).visible);
        EXPECT_FALSE(bannerFor(call).title.isEmpty());
    }
    end(CallOutcome::Ok);
    EXPECT_FALSE(bannerFor(call).visible);
    call.waited = 41s;
    EXPECT_EQ(bannerFor(call).title, QStringLiteral("Succeeded on attempt 1 after 41 s of waiting"));
}

TEST(Confidence, HasThreeWords) {
    EXPECT_EQ(confidenceText(0.8), QStringLiteral("high confidence"));
    EXPECT_EQ(confidenceText(0.5), QStringLiteral("medium confidence"));
    EXPECT_EQ(confidenceText(0.1), QStringLiteral("low confidence"));
}

TEST(DiagnosisBanner, TheButtonDoesWhatItSays) {
    test::VirtualScheduler time;
    ThemeManager themes(ThemeKind::Light);
    DiagnosisBanner banner(themes, time);
    BannerContent content;
    content.visible = true;
    content.title = QStringLiteral("Rate limited");
    content.action = BannerAction::SkipWait;
    content.actionText = QStringLiteral("Retry");
    content.due = time.clock().steadyNow() + 61s;
    banner.show(content);
    QSignalSpy skips(&banner, &DiagnosisBanner::skipRequested);
    QSignalSpy sends(&banner, &DiagnosisBanner::sendRequested);
    auto* button = banner.findChild<QPushButton*>(QStringLiteral("bannerAction"));
    EXPECT_EQ(button->text(), QStringLiteral("Retry in 01:01"));
    time.advance(60'500ms);
    EXPECT_EQ(button->text(), QStringLiteral("Retry in 00:01"));
    button->click();
    EXPECT_EQ(skips.size(), 1);
    content.action = BannerAction::SendAgain;
    content.actionText = QStringLiteral("Send again");
    content.due.reset();
    banner.show(content);
    time.advance(5s);
    EXPECT_EQ(button->text(), QStringLiteral("Send again"));
    button->click();
    EXPECT_EQ(sends.size(), 1);
    EXPECT_EQ(skips.size(), 1);
}

} // namespace
} // namespace knockback::ui
