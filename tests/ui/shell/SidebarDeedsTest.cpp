// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/WindowTest.h"
#include "ui/shell/Sidebar.h"

#include <QPushButton>

namespace knockback::test {
namespace {

class SidebarDeedsTest : public WindowTest {
protected:
    SidebarDeedsTest() {
        for (auto& request : backend.view.requests)
            request.file = QStringLiteral("a.http");
        open();
    }
    Sidebar& sidebar() { return *window->findChild<Sidebar*>(); }
};

TEST_F(SidebarDeedsTest, deleteTakesTheRequestOutAndUndoBringsItBack) {
    sidebar().setFocus();
    sidebar().select(SidebarKind::Request, QStringLiteral("a.http#1"));
    QTest::keyClick(&sidebar(), Qt::Key_Delete);
    EXPECT_EQ(backend.removed, std::vector<QString>{QStringLiteral("a.http#1")});
    QCoreApplication::processEvents(); // a layout shows its new child a moment later
    auto* undo = find<QPushButton>("undo");
    ASSERT_TRUE(undo);
    QTest::mouseClick(undo, Qt::LeftButton);
    ASSERT_EQ(backend.saved.size(), 1U);
    EXPECT_EQ(backend.saved[0].draft.name, QStringLiteral("Sync ledger"));
    EXPECT_EQ(backend.saved[0].id, QString());
    EXPECT_EQ(backend.savedInto[0], QStringLiteral("a.http"));
    EXPECT_FALSE(find<QPushButton>("undo")) << "once";
}

TEST_F(SidebarDeedsTest, unsavedEditsOfADeletedRequestStayInTheirTab) {
    Q_EMIT sidebar().requestChosen(QStringLiteral("a.http#0"));
    url().setText(QStringLiteral("https://edited.example/"));
    const int before = tabs().count();
    Q_EMIT sidebar().deedRequested(QStringLiteral("a.http#0"), Sidebar::Deed::Delete);
    EXPECT_EQ(tabs().count(), before);
    EXPECT_EQ(url().text(), QStringLiteral("https://edited.example/"));
}

TEST_F(SidebarDeedsTest, aNewRequestOfAFileIsSavedThere) {
    Q_EMIT sidebar().newRequestedIn(QStringLiteral("b.http"));
    url().setText(QStringLiteral("https://new.example/"));
    QTest::keyClick(window.get(), Qt::Key_S, Qt::ControlModifier);
    ASSERT_EQ(backend.savedInto.size(), 1U);
    EXPECT_EQ(backend.savedInto[0], QStringLiteral("b.http"));
}

TEST_F(SidebarDeedsTest, movingIsAskedOfTheWorkspace) {
    Q_EMIT sidebar().moveRequested(QStringLiteral("a.http#0"), QStringLiteral("b.http"));
    ASSERT_EQ(backend.moved.size(), 1U);
    EXPECT_EQ(backend.moved[0].second, QStringLiteral("b.http"));
}

} // namespace
} // namespace knockback::test
