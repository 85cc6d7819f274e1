// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/FakeBackend.h"
#include "ui/diagnosis/PasteDiagnosisPage.h"

#include "ui/diagnosis/PasteDiagnosisEars.h"
#include "ui/diagnosis/PasteDiagnosisModel.h"
#include "ui/theme/ThemeManager.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

using diagnosis::Cause;

const QByteArray trace = "> GET /items?api_key=canary-998877 HTTP/1.1\n> Host: api.example.com\n>\n"
                         "< HTTP/1.1 200 OK\n<\nok\n"
                         "> GET /items HTTP/1.1\n> Host: api.example.com\n> Authorization: Bearer canary-998877\n>\n"
                         "< HTTP/1.1 429 Too Many Requests\n< Retry-After: 41\n<\nslow down\n";

QByteArray harOf(int entries) {
    QByteArray har = "{\"log\": {\"entries\": [";
    for (int i = 0; i < entries; ++i)
        har += QByteArray(i > 0 ? "," : "") + "{\"request\": {\"method\": \"GET\", \"url\": \"https://a.example/" +
               QByteArray::number(i) + "\"}, \"response\": {\"status\": 200}}";
    return har + "]}}";
}

class PasteDiagnosisTest : public testing::Test {
protected:
    void paste(const QByteArray& text) {
        QSignalSpy shown(&page, &PasteDiagnosisPage::shown);
        page.paste(text);
        ASSERT_TRUE(shown.wait(20'000));
    }
    QString summary() { return page.findChild<QLabel*>(QStringLiteral("pasteSummary"))->text(); }
    QPushButton& button(const char* name) { return *page.findChild<QPushButton*>(QLatin1String(name)); }
    QListView& list() { return *page.findChild<QListView*>(QStringLiteral("pasteList")); }
    // Everything that can be read on the page.
    QString words() {
        QStringList all;
        for (const auto* label : page.findChildren<QLabel*>()) {
            if (label->isVisibleTo(&page))
                all << label->text();
        }
        return all.join(u'\n');
    }

    ThemeManager themes{ThemeKind::Light};
    knockback::test::FakeBackend backend;
    PasteDiagnosisPage page{backend, themes};
};

TEST_F(PasteDiagnosisTest, BeginsWithHowToBegin) {
    EXPECT_TRUE(words().contains(QStringLiteral("press Ctrl+V")));
    EXPECT_FALSE(button("pasteReopen").isEnabled());
    EXPECT_FALSE(button("pasteEscalate").isEnabled());
}

TEST_F(PasteDiagnosisTest, ShowsTheFirstBlockedOfSeveralExchanges) {
    QAbstractItemModelTester tester(list().model());
    paste(trace);
    ASSERT_EQ(page.model().rowCount(), 2);
    EXPECT_EQ(summary(), QStringLiteral("curl -v output · 2 exchanges, 1 blocked"));
    EXPECT_EQ(list().currentIndex().row(), 1);
    EXPECT_TRUE(list().isVisibleTo(&page));
    EXPECT_TRUE(words().contains(page.model().attempts()[1]->diagnosis.title)) << words().toStdString();
    EXPECT_EQ(list().currentIndex().data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("GET api.example.com/items, 429. ") + page.model().attempts()[1]->diagnosis.title);
    list().setCurrentIndex(page.model().index(0));
    EXPECT_TRUE(words().contains(page.model().attempts()[0]->diagnosis.title)) << words().toStdString();
}

TEST_F(PasteDiagnosisTest, HidesSecretsAtOnce) {
    paste(trace);
    for (int row = 0; row < page.model().rowCount(); ++row) {
        list().setCurrentIndex(page.model().index(row));
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
            EXPECT_FALSE(list().currentIndex().data(role).toString().contains(QStringLiteral("canary")));
        EXPECT_FALSE(words().contains(QStringLiteral("canary")));
    }
}

TEST_F(PasteDiagnosisTest, OneExchangeNeedsNoListAndAnAnswerAloneNoComposer) {
    paste("HTTP/1.1 403 Forbidden\nServer: nginx\n\nForbidden");
    EXPECT_FALSE(list().isVisibleTo(&page));
    EXPECT_FALSE(button("pasteReopen").isEnabled());
    EXPECT_FALSE(button("pasteReopen").toolTip().isEmpty());
    EXPECT_TRUE(button("pasteEscalate").isEnabled());
    EXPECT_TRUE(page.findChild<QLabel*>(QStringLiteral("pasteNotes"))->isVisibleTo(&page));
}

TEST_F(PasteDiagnosisTest, OffersNothingThatIsAboutTheWindowsOwnCall) {
    paste("HTTP/1.1 403 Forbidden\nServer: nginx\n\nForbidden");
    for (const auto* offered : page.findChildren<QPushButton*>())
        EXPECT_FALSE(offered->text().startsWith(QStringLiteral("Is it me")) ||
                     offered->text().startsWith(QStringLiteral("Find the smallest")));
}

TEST_F(PasteDiagnosisTest, WhatCannotBeReadIsSaidAndTakesThePlaceOfWhatWasThere) {
    paste(trace);
    paste("Dear team");
    EXPECT_EQ(page.model().rowCount(), 0);
    EXPECT_TRUE(words().contains(QStringLiteral("This is not an HTTP answer")));
    EXPECT_FALSE(button("pasteEscalate").isEnabled());
    QSignalSpy shown(&page, &PasteDiagnosisPage::shown);
    page.open(QStringLiteral("/no/such/file.har"));
    ASSERT_TRUE(shown.wait(5000));
    EXPECT_TRUE(words().contains(QStringLiteral("cannot be read")));
}

TEST_F(PasteDiagnosisTest, TenThousandEntriesAreAList) {
    paste(harOf(10'000));
    EXPECT_EQ(page.model().rowCount(), 10'000);
    EXPECT_EQ(summary(), QStringLiteral("HAR · 10000 exchanges, 0 blocked"));
    page.resize(1000, 600);
    page.show();
    QTest::keyClick(&list(), Qt::Key_End);
    EXPECT_EQ(list().currentIndex().row(), 9'999);
}

TEST_F(PasteDiagnosisTest, TheButtonsHandTheExchangeOn) {
    paste(trace);
    QSignalSpy reopened(&page, &PasteDiagnosisPage::reopenRequested);
    QSignalSpy escalated(&page, &PasteDiagnosisPage::escalateRequested);
    button("pasteReopen").click();
    ASSERT_EQ(reopened.size(), 1);
    EXPECT_EQ(reopened[0][0].value<journal::AttemptPtr>(), page.model().attempts()[1]);
    button("pasteEscalate").click();
    ASSERT_EQ(escalated.size(), 1);
    const auto input = escalated[0][0].value<report::ReportInput>();
    ASSERT_LT(input.focus, input.attempts.size());
    EXPECT_EQ(input.attempts[input.focus], page.model().attempts()[1]);
}

TEST_F(PasteDiagnosisTest, KeysPasteAndClose) {
    QGuiApplication::clipboard()->setText(QString::fromUtf8(trace));
    QSignalSpy shown(&page, &PasteDiagnosisPage::shown);
    QTest::keyClick(&page, Qt::Key_V, Qt::ControlModifier);
    ASSERT_TRUE(shown.wait(5000));
    EXPECT_EQ(page.model().rowCount(), 2);
    QSignalSpy closed(&page, &PasteDiagnosisPage::closeRequested);
    QTest::keyClick(&page, Qt::Key_Escape);
    EXPECT_EQ(closed.size(), 1);
}

TEST(PasteDiagnosisEars, HearWhatNoFieldTook) {
    QWidget window;
    auto* field = new QLineEdit(&window);
    auto* other = new QPushButton(&window);
    auto* ears = new PasteDiagnosisEars(window);
    window.show();
    QSignalSpy pasted(ears, &PasteDiagnosisEars::pasted);
    QGuiApplication::clipboard()->setText(QStringLiteral("hello"));
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    EXPECT_EQ(pasted.size(), 0) << "in a field paste stays paste";
    EXPECT_EQ(field->text(), QStringLiteral("hello"));
    QTest::keyClick(other, Qt::Key_V, Qt::ControlModifier);
    EXPECT_EQ(pasted.size(), 1);

    QSignalSpy files(ears, &PasteDiagnosisEars::fileDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/a.har"))});
    QDragEnterEvent enter(QPoint(1, 1), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(1, 1), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &drop);
    ASSERT_EQ(files.size(), 1);
    EXPECT_EQ(files[0][0].toString(), QStringLiteral("/tmp/a.har"));
}

} // namespace
} // namespace knockback::ui
