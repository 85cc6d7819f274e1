// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/EscalateDialog.h"

#include "app/journal/Event.h"
#include "ui/report/ReportPreview.h"
#include "ui/theme/ThemeManager.h"

#include <QTemporaryDir>

namespace knockback::ui {

class EscalateDialogTest : public testing::Test {
protected:
    static report::ReportInput input() {
        http::Redactor redactor;
        redactor.addSecret("github-app", base::Secret("canary-secret-value"));
        http::Attempt attempt;
        attempt.request.url = "https://api.github.com/search/repositories?q=qt";
        attempt.request.headers = {{"Authorization", "Bearer canary-secret-value"}};
        attempt.response.emplace();
        attempt.response->head.status = 429;
        attempt.response->head.version = "HTTP/1.1";
        attempt.response->head.headers = {{"Retry-After", "41"}, {"X-GitHub-Request-Id", "8C1E:2F41"}};
        attempt.response->body = QByteArray("you sent canary-secret-value");
        diagnosis::Diagnosis diagnosis;
        diagnosis.cause = diagnosis::Cause::RateLimit;
        diagnosis.confidence = 0.9;
        diagnosis.title = QStringLiteral("Rate limited by GitHub");
        diagnosis.evidence = {{QStringLiteral("status"), QStringLiteral("429 says: too many requests."), 1.0}};
        diagnosis.referenceIds = {{QStringLiteral("x-github-request-id"), QStringLiteral("8C1E:2F41")}};
        auto record = std::make_shared<journal::AttemptRecord>(journal::AttemptRecord{
            {1}, {1}, 1, {}, "github", QStringLiteral("search"), redactor.redact(attempt), diagnosis, {}, {}, false});
        return {{record}, {}, 0};
    }
    QCheckBox* option(const QString& text) {
        for (auto* box : dialog.findChildren<QCheckBox*>())
            if (box->text() == text)
                return box;
        return nullptr;
    }
    QString labels() {
        QString all;
        for (const auto* label : dialog.findChildren<QLabel*>())
            all += label->text() + QLatin1Char('\n');
        return all;
    }

    QTemporaryDir folder;
    ThemeManager themes{ThemeKind::Light};
    EscalateDialog dialog{input(), providers::Catalogue::builtIn(), {}, themes, folder.path()};
};

TEST_F(EscalateDialogTest, ShowsWhatWillBeSavedWithoutAnySecret) {
    const QString preview = dialog.findChild<ReportPreview*>()->toPlainText();
    EXPECT_TRUE(preview.contains(u"8C1E:2F41"));
    EXPECT_TRUE(preview.contains(u"429"));
    EXPECT_FALSE(preview.contains(u"canary-secret-value"));
    EXPECT_TRUE(labels().contains(u"Escalate to GitHub support"));
    EXPECT_TRUE(labels().contains(u"Authorization"));
}

TEST_F(EscalateDialogTest, OptionsTakePartsOut) {
    ASSERT_TRUE(option(QStringLiteral("HAR of the attempt")));
    EXPECT_TRUE(labels().contains(u"exchanges.har"));
    QTest::keyClick(option(QStringLiteral("HAR of the attempt")), Qt::Key_Space);
    EXPECT_FALSE(labels().contains(u"exchanges.har"));
    QTest::keyClick(option(QStringLiteral("Reproduction: curl")), Qt::Key_Space);
    EXPECT_FALSE(dialog.findChild<ReportPreview*>()->toPlainText().contains(u"curl"));
}

TEST_F(EscalateDialogTest, TheReasonStandsInTheReport) {
    QTest::keyClicks(dialog.findChild<QPlainTextEdit*>(), QStringLiteral("We stay below the limit."));
    EXPECT_TRUE(dialog.findChild<ReportPreview*>()->toPlainText().contains(u"We stay below the limit."));
}

TEST_F(EscalateDialogTest, SavesTheArchive) {
    QSignalSpy saved(&dialog, &EscalateDialog::saved);
    const QString path = folder.filePath(QStringLiteral("report.zip"));
    dialog.saveTo(path);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !saved.isEmpty(); }, 5000));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_TRUE(file.read(4).startsWith("PK"));
}

TEST_F(EscalateDialogTest, ARefusedPathIsSaidAndTheDialogStays) {
    QSignalSpy saved(&dialog, &EscalateDialog::saved);
    dialog.saveTo(folder.filePath(QStringLiteral("no/such/folder/report.zip")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !labels().contains(u"Saving…"); }, 5000));
    EXPECT_TRUE(saved.isEmpty());
    EXPECT_TRUE(labels().contains(u"no/such/folder"));
}

} // namespace knockback::ui
