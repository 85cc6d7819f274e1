// SPDX-License-Identifier: GPL-3.0-or-later
// An open request and its file on disk: edits are never lost, and what others changed appears.
#include "tests/ui/shell/WindowTest.h"
#include "ui/compare/ComparePage.h"
#include "ui/compare/CompareView.h"
#include "ui/widgets/MessageBar.h"

#include <QPushButton>
#include <QTemporaryDir>

namespace knockback::ui {
namespace {

class DiskChangeTest : public test::WindowTest {
protected:
    const QString id = QStringLiteral("a.http#0");

    void typeUrl(const char* text) {
        press(Qt::Key_L, Qt::ControlModifier);
        QTest::keyClicks(window->focusWidget(), QLatin1String(text));
    }
    void changeOnDisk(const char* newUrl, const char* name = "Items") {
        auto draft = backend.view.requests[0].draft;
        draft.url = newUrl;
        draft.name = QLatin1String(name);
        backend.write(id, draft);
        Q_EMIT backend.workspaceChanged();
    }
    MessageBar* bar() { return find<MessageBar>("diskBar"); }
    void choose(const char* text) {
        for (auto* button : bar()->findChildren<QPushButton*>()) {
            if (button->text().remove(u'&') == QLatin1String(text))
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        FAIL() << "no button " << text;
    }
};

TEST_F(DiskChangeTest, ATabWithoutEditsShowsWhatIsOnDisk) {
    changeOnDisk("https://api.example/new", "All items");
    EXPECT_EQ(url().text(), QStringLiteral("https://api.example/new"));
    EXPECT_FALSE(tabs().isUnsaved(0));
    EXPECT_EQ(tabs().tabText(0), QStringLiteral("All items"));
    EXPECT_FALSE(bar());
}

TEST_F(DiskChangeTest, WithEditsTheUserIsAskedAndCanStay) {
    typeUrl("http://mine/");
    changeOnDisk("http://theirs/");
    ASSERT_TRUE(bar());
    EXPECT_EQ(url().text(), QStringLiteral("http://mine/"));
    choose("Keep mine");
    EXPECT_FALSE(bar());
    EXPECT_EQ(url().text(), QStringLiteral("http://mine/"));
    EXPECT_TRUE(tabs().isUnsaved(0));
    Q_EMIT backend.workspaceChanged();
    EXPECT_FALSE(bar()) << "the same change is asked about once";
    press(Qt::Key_S, Qt::ControlModifier);
    ASSERT_EQ(backend.saved.size(), 1U);
    EXPECT_EQ(backend.saved[0].draft.url, "http://mine/");
}

TEST_F(DiskChangeTest, WithEditsTheUserCanTakeTheOthers) {
    typeUrl("http://mine/");
    changeOnDisk("http://theirs/");
    ASSERT_TRUE(bar());
    choose("Take theirs");
    EXPECT_EQ(url().text(), QStringLiteral("http://theirs/"));
    EXPECT_FALSE(tabs().isUnsaved(0));
}

TEST_F(DiskChangeTest, SavingWaitsUntilTheUserChose) {
    typeUrl("http://mine/");
    changeOnDisk("http://theirs/");
    press(Qt::Key_S, Qt::ControlModifier);
    EXPECT_TRUE(backend.saved.empty());
    EXPECT_TRUE(bar());
}

TEST_F(DiskChangeTest, BothTextsStandSideBySide) {
    typeUrl("http://mine/");
    changeOnDisk("http://theirs/");
    auto* compare = window->findChild<ComparePage*>();
    QSignalSpy shown(compare, &ComparePage::shown);
    choose("Compare");
    ASSERT_TRUE(shown.wait(5000));
    EXPECT_TRUE(compare->isVisible());
    EXPECT_EQ(compare->view().differenceCount(), 1);
    EXPECT_TRUE(compare->text().contains(QStringLiteral("- GET http://mine/\n+ GET http://theirs/\n")))
        << compare->text().toStdString();
    QTest::keyClick(&compare->view(), Qt::Key_Escape);
    EXPECT_FALSE(compare->isVisible());
    EXPECT_TRUE(bar()) << "nothing was decided by looking";
}

TEST_F(DiskChangeTest, ADeletedRequestStaysAsUnsaved) {
    backend.view.requests.erase(backend.view.requests.begin());
    Q_EMIT backend.workspaceChanged();
    ASSERT_TRUE(bar());
    EXPECT_TRUE(tabs().isUnsaved(0));
    EXPECT_EQ(url().text(), QStringLiteral("{{base}}/items?q=a"));
    choose("Save again");
    ASSERT_EQ(backend.saved.size(), 1U);
    EXPECT_EQ(backend.saved[0].id, QString());
    EXPECT_FALSE(tabs().isUnsaved(0));
}

TEST_F(DiskChangeTest, AnotherNameIsTakenWithoutAsking) {
    typeUrl("http://mine/");
    auto draft = backend.view.requests[0].draft;
    draft.name = QStringLiteral("All items");
    backend.write(id, draft);
    Q_EMIT backend.workspaceChanged();
    EXPECT_FALSE(bar());
    EXPECT_EQ(tabs().tabText(0), QStringLiteral("All items"));
    EXPECT_EQ(url().text(), QStringLiteral("http://mine/"));
    EXPECT_TRUE(tabs().isUnsaved(0));
}

// Changed while the program was closed.
TEST_F(DiskChangeTest, ADraftOfTheLastRunMeetsTheDiskAsWell) {
    const QTemporaryDir dir;
    backend.folder = dir.path();
    typeUrl("http://mine/");
    window->close();
    auto draft = backend.view.requests[0].draft;
    draft.url = "http://theirs/";
    backend.write(id, draft);
    open();
    EXPECT_EQ(url().text(), QStringLiteral("http://mine/"));
    EXPECT_TRUE(bar());
}

TEST_F(DiskChangeTest, AnotherWorkspaceTakesOverButEditsStay) {
    press(Qt::Key_N, Qt::ControlModifier);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("http://draft/"));
    backend.view.folder = QStringLiteral("/elsewhere");
    backend.view.requests.clear();
    Q_EMIT backend.workspaceChanged();
    ASSERT_EQ(tabs().count(), 1);
    EXPECT_EQ(url().text(), QStringLiteral("http://draft/"));
    EXPECT_TRUE(tabs().isUnsaved(0));
}

} // namespace
} // namespace knockback::ui
