// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FusionTweaks.h"
#include "tests/ui/widgets/Wheel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

// A form that is higher than its pane, with a combo and a spin box on top.
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
        number = new QSpinBox;
        number->setValue(5);
        number->setStyle(&style);
        column->addWidget(box);
        column->addWidget(number);
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
    QSpinBox* number = nullptr;
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

TEST_F(FusionTweaksTest, TheWheelChangesNoNumber) {
    number->setFocus();
    test::turnWheel(*number->findChild<QLineEdit*>());
    EXPECT_EQ(number->value(), 5);
    EXPECT_GT(scrolled(), 0);
    QTest::keyClick(number, Qt::Key_Up);
    EXPECT_EQ(number->value(), 6) << "keys still do";
}

} // namespace
} // namespace knockback::ui
