// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that people bring along, pressed for real: wherever the focus is.
#include "tests/ui/shell/WindowTest.h"
#include "ui/composer/CodeEditor.h"
#include "ui/composer/ComposerPanel.h"
#include "ui/shell/RequestPage.h"

#include <QComboBox>
#include <QFile>
#include <QPlainTextEdit>
#include <QTemporaryDir>

namespace knockback::ui {
namespace {

constexpr auto ctrl = Qt::ControlModifier;
constexpr auto ctrlShift = Qt::ControlModifier | Qt::ShiftModifier;

// Where the focus can be while somebody works.
enum class Focus { Url, Body, Notes, Combo, Nothing };

class KeysTest : public test::WindowTest, public testing::WithParamInterface<Focus> {
protected:
    KeysTest() {
        auto& draft = backend.view.requests[0].draft;
        draft.headers.push_back({"Content-Type", "application/json", true});
        draft.body = "{}";
        open();
    }

    void giveFocus() {
        auto* composer = visibleIn<ComposerPanel>(*window);
        switch (GetParam()) {
        case Focus::Url:
            return url().setFocus();
        case Focus::Body:
            composer->showTab(ComposerPanel::Body);
            if (auto* editor = visibleIn<CodeEditor>(*composer))
                return editor->setFocus();
            return url().setFocus(); // a new request has no body yet
        case Focus::Notes:
            composer->showTab(ComposerPanel::Notes);
            return find<QPlainTextEdit>("notes")->setFocus();
        case Focus::Combo:
            return visibleIn<QComboBox>(*composer)->setFocus();
        case Focus::Nothing:
            return window->setFocus();
        }
    }
    template <typename T>
    T* visibleIn(QWidget& parent) {
        for (auto* candidate : parent.findChildren<T*>()) {
            if (candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
};

TEST_P(KeysTest, SendSaveNewDuplicateCloseAndReopen) {
    giveFocus();
    press(Qt::Key_Return, ctrl);
    EXPECT_EQ(backend.sent.size(), 1U);
    giveFocus();
    press(Qt::Key_S, ctrl);
    EXPECT_EQ(backend.saved.size(), 1U);
    giveFocus();
    press(Qt::Key_D, ctrl);
    EXPECT_EQ(tabs().count(), 2) << "duplicate";
    press(Qt::Key_W, ctrl);
    EXPECT_EQ(tabs().count(), 1) << "close";
    press(Qt::Key_T, ctrlShift);
    EXPECT_EQ(tabs().count(), 2) << "reopen";
    press(Qt::Key_1, ctrl);
    EXPECT_EQ(tabs().currentIndex(), 0);
    giveFocus();
    press(Qt::Key_N, ctrl);
    EXPECT_EQ(tabs().count(), 3) << "new";
}

TEST_P(KeysTest, TabsByNumberAndInOrder) {
    press(Qt::Key_N, ctrl);
    press(Qt::Key_1, ctrl);
    giveFocus();
    press(Qt::Key_2, ctrl);
    EXPECT_EQ(tabs().currentIndex(), 1);
    press(Qt::Key_Tab, ctrl);
    EXPECT_EQ(tabs().currentIndex(), 0);
    giveFocus();
    press(Qt::Key_Tab, ctrl);
    EXPECT_EQ(tabs().currentIndex(), 1);
}

TEST_P(KeysTest, PaletteLightAndDarkSidebarAndLayout) {
    giveFocus();
    press(Qt::Key_K, ctrl);
    ASSERT_TRUE(find<QLineEdit>("paletteInput"));
    QTest::keyClick(find<QLineEdit>("paletteInput"), Qt::Key_Escape);
    giveFocus();
    press(Qt::Key_D, ctrlShift);
    EXPECT_EQ(themes.theme().kind, ThemeKind::Dark);
    giveFocus();
    press(Qt::Key_Backslash, ctrl);
    EXPECT_FALSE(find<QWidget>("sidebar"));
    giveFocus();
    press(Qt::Key_J, ctrl);
    EXPECT_TRUE(window->preferences().sideBySide);
}

TEST_P(KeysTest, ZoomInOutAndBack) {
    giveFocus();
    press(Qt::Key_Plus, ctrl);
    EXPECT_EQ(themes.zoom(), 110);
    giveFocus();
    press(Qt::Key_Minus, ctrl);
    press(Qt::Key_Minus, ctrl);
    EXPECT_EQ(themes.zoom(), 90);
    giveFocus();
    press(Qt::Key_0, ctrl);
    EXPECT_EQ(themes.zoom(), 100);
}

TEST_P(KeysTest, PagesThatOthersBring) {
    window->addPage(PageId::Settings, QStringLiteral("settings"), QStringLiteral("Settings"), new QWidget);
    QSignalSpy keys(window.get(), &MainWindow::keysWanted);
    giveFocus();
    press(Qt::Key_F1);
    EXPECT_EQ(keys.size(), 1);
    window->showPage(PageId::Requests);
    giveFocus();
    press(Qt::Key_Slash, ctrl);
    EXPECT_EQ(keys.size(), 2);
    window->showPage(PageId::Requests);
    giveFocus();
    press(Qt::Key_Comma, ctrl);
    EXPECT_FALSE(find<UrlField>("url"));
}

// Otherwise half of the tests above would not be about editors.
TEST_P(KeysTest, TheFocusIsWhereItIsSaidToBe) {
    giveFocus();
    EXPECT_EQ(qobject_cast<CodeEditor*>(window->focusWidget()) != nullptr, GetParam() == Focus::Body);
}

INSTANTIATE_TEST_SUITE_P(Everywhere, KeysTest,
                         testing::Values(Focus::Url, Focus::Body, Focus::Notes, Focus::Combo, Focus::Nothing));

class OwnKeysTest : public test::WindowTest {};

TEST_F(OwnKeysTest, AChangedKeyWorksAtOnceAndAfterARestart) {
    const QTemporaryDir dir;
    backend.folder = dir.path();
    open();
    window->actions().assign(QStringLiteral("request.new"), {QKeySequence(QStringLiteral("Ctrl+Shift+N"))});
    const int before = tabs().count();
    press(Qt::Key_N, ctrl);
    EXPECT_EQ(tabs().count(), before);
    press(Qt::Key_N, ctrlShift);
    EXPECT_EQ(tabs().count(), before + 1);
    open();
    const int now = tabs().count();
    press(Qt::Key_N, ctrlShift);
    EXPECT_EQ(tabs().count(), now + 1);
}

TEST_F(OwnKeysTest, ABrokenFileIsSaidAndTheUsualKeysWork) {
    const QTemporaryDir dir;
    backend.folder = dir.path();
    QFile file(dir.filePath(QStringLiteral("keys.json")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{ broken");
    file.close();
    open();
    EXPECT_TRUE(window->actions().problem().contains(QStringLiteral("keys.json")));
    const int before = tabs().count();
    press(Qt::Key_N, ctrl);
    EXPECT_EQ(tabs().count(), before + 1);
}

// Text fields keep what editing needs, whatever the actions are.
TEST_F(OwnKeysTest, CopyAndUndoStayWithTheField) {
    url().setFocus();
    url().selectAll();
    press(Qt::Key_C, ctrl);
    QTest::keyClicks(&url(), QStringLiteral("x"));
    press(Qt::Key_V, ctrl);
    EXPECT_EQ(url().text(), QStringLiteral("x{{base}}/items?q=a"));
}

} // namespace
} // namespace knockback::ui
