// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FusionTweaks.h"
#include "tests/ui/widgets/Wheel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

// A form that is higher than its pane, with a combo box on top.
class FusionTweaksTest : public testing::Test {
protected:
    FusionTweaksTest() {
        auto* form = new QWidget;
        auto* column = new QVBoxLayout(form);
        field = new QLineEdit;
        box = new QComboBox;
        box->addItems({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
        box->setCurrentIndex(1);
        box->setStyle(&style);
        column->addWidget(field);
        column->addWidget(box);
        column->addStretch(1);
        form->setFixedSize(200, 2000);
        pane.setWidget(form);
        pane.resize(240, 200);
        pane.show();
        pane.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&pane));
        field->setFocus();
    }
    int scrolled() { return pane.verticalScrollBar()->value(); }

    FusionTweaks style; // outlives who wears it
    QScrollArea pane;
    QLineEdit* field = nullptr;
    QComboBox* box = nullptr;
};

TEST_F(FusionTweaksTest, TheWheelOverAComboBoxScrollsThePaneAndChoosesNothing) {
    test::turnWheel(*box);
    EXPECT_EQ(box->currentIndex(), 1);
    EXPECT_GT(scrolled(), 0);
    EXPECT_EQ(pane.focusWidget(), field) << "and the keyboard stays where it was";
}

TEST_F(FusionTweaksTest, TheWheelLeavesAComboBoxWithTheFocusAloneToo) {
    box->setFocus();
    test::turnWheel(*box);
    EXPECT_EQ(box->currentIndex(), 1);
    EXPECT_GT(scrolled(), 0);
    QTest::keyClick(box, Qt::Key_Down);
    EXPECT_EQ(box->currentIndex(), 2) << "keys still choose";
}

TEST_F(FusionTweaksTest, TheWheelPassesThroughAnEditableComboBox) {
    box->setEditable(true);
    QCoreApplication::processEvents();
    test::turnWheel(*box->lineEdit());
    EXPECT_EQ(box->currentIndex(), 1);
    EXPECT_GT(scrolled(), 0);
}

} // namespace
} // namespace knockback::ui
