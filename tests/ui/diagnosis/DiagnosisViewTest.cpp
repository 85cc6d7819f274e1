// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/DiagnosisView.h"
#include "ui/diagnosis/StepWords.h"
#include "ui/theme/ThemeManager.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using diagnosis::Cause;
using diagnosis::NextAction;

class DiagnosisViewTest : public testing::Test {
protected:
    [[nodiscard]] static journal::AttemptRecord refusal() {
        http::Attempt attempt;
        attempt.request.url = "https://slack.com/api/chat.postMessage";
        attempt.response.emplace();
        attempt.response->head.status = 200;
        attempt.response->head.headers.append("Content-Type", "application/json");
        attempt.response->body = QByteArray(R"({"ok":false,"error":"missing_scope"})");
        diagnosis::Diagnosis diagnosis;
        diagnosis.cause = Cause::Credential;
        diagnosis.confidence = 0.9;
        diagnosis.title = QStringLiteral("Refused by Slack: a scope is missing");
        diagnosis.evidence = {{QStringLiteral("body error"), QStringLiteral("Slack names a missing scope."), 0.9},
                              {QStringLiteral("status"), QStringLiteral("200 says that all is well."), -0.3},
                              {QStringLiteral("header Server"), QStringLiteral("Slack answered."), 0}};
        diagnosis.nextSteps = {{NextAction::SignIn, QStringLiteral("Sign in again with the scope.")},
                               {NextAction::None, QStringLiteral("Look at what the app asks for.")}};
        diagnosis.referenceIds = {{QStringLiteral("x-slack-req-id"), QStringLiteral("abc123")}};
        return {{}, {1}, 1, {}, "slack", {}, http::Redactor().redact(attempt), diagnosis, {}, {}, false};
    }
    [[nodiscard]] bool says(const QString& words) const {
        for (const auto* label : view.findChildren<QLabel*>())
            if (label->text().contains(words))
                return true;
        return false;
    }
    [[nodiscard]] QPushButton* button(const QString& text) const {
        for (auto* candidate : view.findChildren<QPushButton*>())
            if (candidate->text() == text)
                return candidate;
        return nullptr;
    }

    ThemeManager themes{ThemeKind::Light};
    DiagnosisView view{themes};
};

TEST_F(DiagnosisViewTest, TellsWhatWasSeenWhatSpeaksAgainstItAndWhatTheCodeMeans) {
    view.show(refusal());
    EXPECT_TRUE(says(QStringLiteral("Refused by Slack")));
    EXPECT_TRUE(says(QStringLiteral("What was seen")));
    EXPECT_TRUE(says(QStringLiteral("Slack names a missing scope.")));
    EXPECT_TRUE(says(QStringLiteral("What speaks against it")));
    EXPECT_TRUE(says(QStringLiteral("What the documentation says")));
    EXPECT_TRUE(says(QStringLiteral("missing_scope")));
    EXPECT_TRUE(says(QStringLiteral("Slack, in body")));
    ASSERT_NE(button(QStringLiteral("Read")), nullptr);
    EXPECT_TRUE(button(QStringLiteral("Read"))->toolTip().startsWith(u"https://docs.slack.dev/"));
}

TEST_F(DiagnosisViewTest, AStepsButtonAsksForItAndAdviceHasNone) {
    view.show(refusal());
    QSignalSpy chosen(&view, &DiagnosisView::stepChosen);
    auto* signIn = button(QStringLiteral("Sign in again"));
    ASSERT_NE(signIn, nullptr);
    QTest::keyClick(signIn, Qt::Key_Space);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].value<NextAction>(), NextAction::SignIn);
    EXPECT_TRUE(says(QStringLiteral("Look at what the app asks for.")));
    EXPECT_EQ(buttonText(NextAction::None), QString());
}

TEST_F(DiagnosisViewTest, AReferenceIsCopiedWhole) {
    view.show(refusal());
    auto* copy = button(QStringLiteral("Copy"));
    ASSERT_NE(copy, nullptr);
    EXPECT_EQ(copy->accessibleName(), QStringLiteral("Copy x-slack-req-id"));
    QTest::mouseClick(copy, Qt::LeftButton);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("abc123"));
}

TEST_F(DiagnosisViewTest, MarkupOfAServerStaysText) {
    auto record = refusal();
    record.diagnosis.title = QStringLiteral("<img src=x>Refused");
    view.show(record);
    EXPECT_TRUE(says(QStringLiteral("<img src=x>Refused")));
    for (const auto* label : view.findChildren<QLabel*>())
        EXPECT_TRUE(!label->text().contains(u"<img") || label->textFormat() == Qt::PlainText);
}

TEST_F(DiagnosisViewTest, TheNextAttemptReplacesTheOneBefore) {
    view.show(refusal());
    journal::AttemptRecord served = refusal();
    served.diagnosis = {};
    served.diagnosis.title = QStringLiteral("Served");
    view.show(served);
    EXPECT_TRUE(says(QStringLiteral("Served")));
    EXPECT_FALSE(says(QStringLiteral("Refused by Slack")));
    EXPECT_FALSE(says(QStringLiteral("What next")));
}

// The lab has a scenario for every cause that it can block for.
TEST(StepWords, ScenariosExist) {
    for (const auto cause : {Cause::RateLimit, Cause::SuspiciousPattern, Cause::GeoLock, Cause::Credential})
        EXPECT_TRUE(QFile::exists(QStringLiteral(KNOCKBACK_SOURCE_DIR "/resources/scenarios/%1.json")
                                      .arg(QString::fromLatin1(scenarioFor(cause)))))
            << scenarioFor(cause).constData();
    EXPECT_EQ(scenarioFor(Cause::None), "");
}

} // namespace
} // namespace knockback::ui
