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
    void show(const journal::AttemptRecord& record) { view.show(record, providers::Catalogue::builtIn()); }
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
    show(refusal());
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

TEST_F(DiagnosisViewTest, AWorkspacesOwnProviderExplainsItsCodes) {
    auto own = providers::Catalogue::parse(R"({"id": "depot", "name": "Depot", "hosts": ["api.depot.example"],
        "statusUrl": "https://status.depot.example",
        "errorCodes": [{"code": "D-77", "meaning": "The dock is closed.", "advice": "Come back at eight."}]})",
                                           QStringLiteral("depot.json"));
    ASSERT_TRUE(own.ok());
    std::vector<providers::Provider> providers;
    providers.push_back(std::move(*own));
    const providers::Catalogue catalogue(std::move(providers), providers::Catalogue::builtIn());
    http::Attempt attempt;
    attempt.request.url = "https://api.depot.example/loads";
    attempt.response.emplace();
    attempt.response->head.status = 403;
    attempt.response->body = QByteArray(R"({"error":{"code":"D-77"}})");
    const journal::AttemptRecord record{{}, {1}, 1,  {},   "depot", {}, http::Redactor().redact(attempt),
                                        {}, {},  {}, false};

    view.show(record, catalogue);
    EXPECT_TRUE(says(QStringLiteral("The dock is closed. Come back at eight.")));
    ASSERT_NE(button(QStringLiteral("Open status page")), nullptr);
    EXPECT_EQ(button(QStringLiteral("Open status page"))->toolTip(), QStringLiteral("https://status.depot.example"));
    show(record);
    EXPECT_FALSE(says(QStringLiteral("The dock is closed."))) << "nobody else knows it";
}

TEST_F(DiagnosisViewTest, AStepsButtonAsksForItAndAdviceHasNone) {
    show(refusal());
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
    show(refusal());
    auto* copy = button(QStringLiteral("Copy"));
    ASSERT_NE(copy, nullptr);
    EXPECT_EQ(copy->accessibleName(), QStringLiteral("Copy x-slack-req-id"));
    QTest::mouseClick(copy, Qt::LeftButton);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("abc123"));
}

TEST_F(DiagnosisViewTest, MarkupOfAServerStaysText) {
    auto record = refusal();
    record.diagnosis.title = QStringLiteral("<img src=x>Refused");
    show(record);
    EXPECT_TRUE(says(QStringLiteral("<img src=x>Refused")));
    for (const auto* label : view.findChildren<QLabel*>())
        EXPECT_TRUE(!label->text().contains(u"<img") || label->textFormat() == Qt::PlainText);
}

TEST_F(DiagnosisViewTest, TheNextAttemptReplacesTheOneBefore) {
    show(refusal());
    journal::AttemptRecord served = refusal();
    served.diagnosis = {};
    served.diagnosis.title = QStringLiteral("Served");
    show(served);
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
