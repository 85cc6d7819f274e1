// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/WindowTest.h"

namespace knockback::ui {
namespace {

class VisitTest : public test::WindowTest {
protected:
    VisitTest() { page->hide(); }
    // The window's own focus widget gets the key, so that its actions see it as they do in life.
    QWidget* page = new QPushButton(QStringLiteral("Visitor"), window.get());
};

TEST_F(VisitTest, EscGoesBackToWhereOneWasAndCancelsNothing) {
    const auto call = block();
    window->visit(page);
    EXPECT_TRUE(page->isVisible());
    press(Qt::Key_Escape);
    EXPECT_FALSE(page->isVisible());
    EXPECT_TRUE(backend.cancelled.empty()) << "the call goes on";
    press(Qt::Key_Escape);
    EXPECT_EQ(backend.cancelled, std::vector{call}) << "here Esc is for the call again";
}

TEST_F(VisitTest, ThereIsNothingToLeaveWithoutAVisit) {
    EXPECT_FALSE(window->leaveVisit());
    window->visit(page);
    window->showPage(PageId::Requests);
    EXPECT_FALSE(window->leaveVisit());
    window->visit(page);
    window->visit(page);
    EXPECT_TRUE(window->leaveVisit());
    EXPECT_FALSE(page->isVisible());
}

} // namespace
} // namespace knockback::ui
