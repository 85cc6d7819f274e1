// SPDX-License-Identifier: GPL-3.0-or-later
// The real window with real key presses on a fake engine in virtual time.
#include "ui/shell/MainWindow.h"
#include "tests/ui/shell/WindowTest.h"
#include "ui/composer/NameValueTable.h"
#include "ui/composer/UrlField.h"
#include "ui/diagnosis/DiagnosisBanner.h"
#include "ui/shell/RequestTabBar.h"
#include "ui/widgets/AppStyle.h"
#include "ui/widgets/MessageBar.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>

namespace knockback::ui {
namespace {

using namespace std::chrono_literals;
using journal::CallOutcome;

class MainWindowTest : public test::WindowTest {};

TEST_F(MainWindowTest, ANewcomerFindsARequestOpenAndItsScenarioRunning) {
    EXPECT_EQ(url().text(), QStringLiteral("{{base}}/items?q=a"));
    EXPECT_TRUE(backend.lab[0].running);
}

TEST_F(MainWindowTest, ATypedUrlIsSentWithCtrlEnter) {
    press(Qt::Key_L, Qt::ControlModifier);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("https://api.example/typed"));
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_EQ(backend.sent.size(), 1U);
    EXPECT_EQ(backend.sent[0].draft.url, "https://api.example/typed");
    EXPECT_EQ(backend.sent[0].environment.at("base"), "https://api.example");
}

TEST_F(MainWindowTest, ReturnInTheUrlSendsToo) {
    press(Qt::Key_L, Qt::ControlModifier);
    press(Qt::Key_Return);
    EXPECT_EQ(backend.sent.size(), 1U);
}

TEST_F(MainWindowTest, SendingTwiceWhileACallRunsSendsOnce) {
    sendFirst();
    sendFirst();
    EXPECT_EQ(backend.sent.size(), 1U);
}

TEST_F(MainWindowTest, WithoutRetriesMeansOneAttempt) {
    press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_EQ(backend.sent.size(), 1U);
    EXPECT_EQ(backend.sent[0].draft.policy.maxAttempts, 1);
}

TEST_F(MainWindowTest, ABlockIsExplainedAndTheWaitCountsDown) {
    block();
    ASSERT_TRUE(banner());
    EXPECT_EQ(title(), QStringLiteral("Rate limited by GitHub: secondary limit"));
    EXPECT_EQ(banner()->content().confidence, QStringLiteral("high confidence"));
    auto* action = find<QPushButton>("bannerAction");
    ASSERT_TRUE(action);
    EXPECT_EQ(action->text(), QStringLiteral("Retry in 00:41"));
    backend.time().advance(5s);
    EXPECT_EQ(action->text(), QStringLiteral("Retry in 00:36"));
}

TEST_F(MainWindowTest, TheCountdownSkipsTheWait) {
    const auto call = block();
    QTest::mouseClick(find<QPushButton>("bannerAction"), Qt::LeftButton);
    EXPECT_EQ(backend.skipped, std::vector{call});
    press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(backend.skipped.size(), 2U);
}

TEST_F(MainWindowTest, EscapeCancelsTheWait) {
    const auto call = block();
    press(Qt::Key_Escape);
    EXPECT_EQ(backend.cancelled, std::vector{call});
    backend.finish(call, CallOutcome::Cancelled, QStringLiteral("Cancelled."));
    backend.settle();
    EXPECT_TRUE(title().startsWith(QStringLiteral("Cancelled after attempt 1 of 5"))) << title().toStdString();
    EXPECT_EQ(find<QPushButton>("send")->text(), QStringLiteral("Send"));
}

TEST_F(MainWindowTest, SuccessAfterAWaitIsAQuietLine) {
    const auto call = block();
    backend.time().advance(41s);
    backend.append(journal::WaitEnded{call, base::WaitId{1}, journal::WaitEnd::Elapsed});
    backend.answer(call, 2, 200);
    backend.finish(call, CallOutcome::Ok);
    backend.settle();
    EXPECT_EQ(title(), QStringLiteral("Succeeded on attempt 2 after 41 s of waiting"));
    EXPECT_TRUE(banner()->content().quiet);
    EXPECT_TRUE(find<QLabel>("status")->text().contains(QStringLiteral("200")));
    EXPECT_EQ(find<QToolButton>("attemptPicker")->text(), QStringLiteral("attempt 2 of 5 · retry"));
}

TEST_F(MainWindowTest, APlainSuccessHasNoBanner) {
    sendFirst();
    backend.answer(base::CallId{1}, 1, 200);
    backend.finish(base::CallId{1}, CallOutcome::Ok);
    backend.settle();
    EXPECT_FALSE(banner());
}

TEST_F(MainWindowTest, ARefusalSaysThatNothingWasSent) {
    sendFirst();
    session::CallResult result;
    result.call = base::CallId{1};
    result.outcome = CallOutcome::Failed;
    result.refused = QStringLiteral("{{token}} is not defined.");
    Q_EMIT backend.callFinished(result);
    backend.settle();
    ASSERT_TRUE(banner());
    EXPECT_EQ(title(), QStringLiteral("Nothing was sent"));
    EXPECT_EQ(banner()->content().lines, QStringList(QStringLiteral("{{token}} is not defined.")));
}

TEST_F(MainWindowTest, ParamsAndUrlFollowEachOther) {
    press(Qt::Key_1, Qt::AltModifier | Qt::ShiftModifier);
    auto* params = find<NameValueTable>("params");
    ASSERT_TRUE(params);
    ASSERT_EQ(params->rows().rows().size(), 1U);
    auto& model = params->rows();
    model.setData(model.index(1, NameValueModel::Name), QStringLiteral("page"), Qt::EditRole);
    model.setData(model.index(1, NameValueModel::Value), QStringLiteral("2 b"), Qt::EditRole);
    EXPECT_EQ(url().text(), QStringLiteral("{{base}}/items?q=a&page=2%20b"));
    model.setData(model.index(0, NameValueModel::Name), Qt::Unchecked, Qt::CheckStateRole);
    EXPECT_EQ(url().text(), QStringLiteral("{{base}}/items?page=2%20b"));
    press(Qt::Key_L, Qt::ControlModifier);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("http://x/?z=1"));
    ASSERT_EQ(model.rows().size(), 2U);
    EXPECT_EQ(model.rows()[0].name, QStringLiteral("q"));
    EXPECT_FALSE(model.rows()[0].enabled);
    EXPECT_EQ(model.rows()[1], (NameValueRow{QStringLiteral("z"), QStringLiteral("1"), true}));
}

TEST_F(MainWindowTest, AHeaderIsAddedByTypingInTheLastRow) {
    press(Qt::Key_2, Qt::AltModifier | Qt::ShiftModifier);
    auto* headers = find<NameValueTable>("headers");
    ASSERT_TRUE(headers);
    headers->setFocus();
    headers->setCurrentIndex(headers->model()->index(1, NameValueModel::Name));
    QTest::keyClicks(window->focusWidget(), QStringLiteral("X-Trace"));
    QTest::keyClick(window->focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("7"));
    // Sent from the middle of typing: what stands in the cell goes out.
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_EQ(backend.sent.size(), 1U);
    ASSERT_EQ(backend.sent[0].draft.headers.size(), 2U);
    EXPECT_EQ(backend.sent[0].draft.headers[1], (workspace::HeaderRow{"X-Trace", "7", true}));
}

TEST_F(MainWindowTest, AnEditMarksTheTabAndSavingClearsTheMark) {
    EXPECT_FALSE(tabs().isUnsaved(0));
    press(Qt::Key_L, Qt::ControlModifier);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("http://changed/"));
    EXPECT_TRUE(tabs().isUnsaved(0));
    press(Qt::Key_S, Qt::ControlModifier);
    ASSERT_EQ(backend.saved.size(), 1U);
    EXPECT_EQ(backend.saved[0].id, QStringLiteral("a.http#0"));
    EXPECT_EQ(backend.saved[0].draft.url, "http://changed/");
    EXPECT_FALSE(tabs().isUnsaved(0));
}

TEST_F(MainWindowTest, AFailedSaveKeepsTheMarkAndSaysWhy) {
    backend.saveProblem = QStringLiteral("a.http cannot be written: the disk is full.");
    press(Qt::Key_L, Qt::ControlModifier);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("http://changed/"));
    press(Qt::Key_S, Qt::ControlModifier);
    EXPECT_TRUE(tabs().isUnsaved(0));
    auto* bar = find<MessageBar>("diskBar");
    ASSERT_TRUE(bar);
    EXPECT_TRUE(bar->sentence().contains(QStringLiteral("disk is full")));
    backend.saveProblem.clear();
    QTest::mouseClick(bar->findChild<QPushButton*>(), Qt::LeftButton);
    EXPECT_FALSE(tabs().isUnsaved(0));
    EXPECT_FALSE(find<MessageBar>("diskBar"));
}

TEST_F(MainWindowTest, AClosedTabComesBackWithItsChanges) {
    press(Qt::Key_L, Qt::ControlModifier);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("http://kept/"));
    press(Qt::Key_W, Qt::ControlModifier);
    EXPECT_EQ(tabs().count(), 0);
    press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_EQ(tabs().count(), 1);
    EXPECT_EQ(url().text(), QStringLiteral("http://kept/"));
    EXPECT_TRUE(tabs().isUnsaved(0));
}

TEST_F(MainWindowTest, TabsAreReachedByNumber) {
    press(Qt::Key_N, Qt::ControlModifier);
    EXPECT_EQ(tabs().count(), 2);
    EXPECT_EQ(tabs().currentIndex(), 1);
    press(Qt::Key_1, Qt::ControlModifier);
    EXPECT_EQ(tabs().currentIndex(), 0);
}

TEST_F(MainWindowTest, ThePaletteJumpsToARequest) {
    press(Qt::Key_K, Qt::ControlModifier);
    auto* input = find<QLineEdit>("paletteInput");
    ASSERT_TRUE(input);
    QTest::keyClicks(input, QStringLiteral("ledg"));
    auto* list = find<QListWidget>("paletteList");
    ASSERT_GT(list->count(), 0);
    EXPECT_EQ(list->item(0)->text(), QStringLiteral("PUT Sync ledger"));
    QTest::keyClick(input, Qt::Key_Return);
    EXPECT_FALSE(find<QLineEdit>("paletteInput"));
    EXPECT_EQ(url().text(), QStringLiteral("https://ledger.example/sync"));
}

TEST_F(MainWindowTest, EscapeInThePaletteClosesItAndCancelsNothing) {
    block();
    press(Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(find<QLineEdit>("paletteInput"), Qt::Key_Escape);
    EXPECT_FALSE(find<QLineEdit>("paletteInput"));
    EXPECT_TRUE(backend.cancelled.empty());
}

TEST_F(MainWindowTest, EscalatingNamesTheCallOfTheTab) {
    const auto call = block();
    QSignalSpy escalations(window.get(), &MainWindow::escalateRequested);
    press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_EQ(escalations.size(), 1);
    EXPECT_EQ(escalations[0][0].value<base::CallId>(), call);
}

TEST_F(MainWindowTest, TabsAndUnsavedDraftsSurviveARestart) {
    const QTemporaryDir dir;
    backend.folder = dir.path();
    press(Qt::Key_N, Qt::ControlModifier);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("http://draft.example/x"));
    window->close();
    open();
    ASSERT_EQ(tabs().count(), 2);
    EXPECT_EQ(tabs().currentIndex(), 1);
    EXPECT_EQ(url().text(), QStringLiteral("http://draft.example/x"));
    EXPECT_TRUE(tabs().isUnsaved(1));
    EXPECT_FALSE(tabs().isUnsaved(0));
}

TEST_F(MainWindowTest, EveryControlHasANameForScreenReaders) {
    for (auto* button : window->findChildren<QAbstractButton*>()) {
        if (button->isVisible() && !button->objectName().startsWith(QStringLiteral("qt_"))) {
            const bool inner =
                qobject_cast<QTabBar*>(button->parentWidget()) || button->inherits("QComboBoxPrivateContainer");
            EXPECT_TRUE(inner || !button->accessibleName().isEmpty() || !button->text().isEmpty())
                << button->metaObject()->className() << " " << button->objectName().toStdString();
        }
    }
    for (auto* field : window->findChildren<QLineEdit*>()) {
        if (field->isVisible() && !qobject_cast<QComboBox*>(field->parentWidget())) {
            EXPECT_FALSE(field->accessibleName().isEmpty()) << field->objectName().toStdString();
        }
    }
}

TEST_F(MainWindowTest, NothingIsClippedAtTheSmallestSize) {
    window->resize(1024, 640);
    QTest::qWait(1);
    for (const char* name : {"workspaceButton", "environmentButton", "escalateButton"}) {
        auto* button = find<QPushButton>(name);
        ASSERT_TRUE(button) << name;
        EXPECT_GE(button->width(), button->sizeHint().width()) << name;
        EXPECT_LE(button->mapTo(window.get(), QPoint(button->width(), 0)).x(), window->width()) << name;
    }
    EXPECT_GE(url().width(), 200);
}

} // namespace
} // namespace knockback::ui
