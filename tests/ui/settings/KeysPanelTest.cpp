// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/KeysPanel.h"
#include "ui/settings/KeyCapture.h"
#include "ui/shell/KeyPriority.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

class KeysPanelTest : public testing::Test {
protected:
    KeysPanelTest() {
        actions.add(QStringLiteral("send"), QStringLiteral("Send"), {key("Ctrl+Return")}, [this] { ++sent; });
        actions.add(QStringLiteral("save"), QStringLiteral("Save request"), {key("Ctrl+S")}, [this] { ++saved; });
        panel = new KeysPanel(actions, themes);
        (new QVBoxLayout(&window))->addWidget(panel);
        new KeyPriority(actions, window);
        window.resize(700, 400);
        window.show();
        window.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
    }
    static QKeySequence key(const char* text) { return QKeySequence(QLatin1String(text)); }
    KeyCapture& capture() { return *panel->findChild<KeyCapture*>(); }
    QString note() { return panel->findChild<QLabel*>(QStringLiteral("keyNote"))->text(); }
    void edit(const QString& id) {
        auto* table = panel->findChild<QTableView*>();
        auto* model = panel->findChild<KeyTable*>();
        table->setFocus();
        table->setCurrentIndex(model->index(model->rowOf(id), 0));
        QTest::keyClick(table, Qt::Key_Return);
    }

    int sent = 0;
    int saved = 0;
    QWidget window;
    ThemeManager themes{ThemeKind::Light};
    ActionTable actions{window, QString()};
    KeysPanel* panel = nullptr;
};

TEST_F(KeysPanelTest, APressedKeyIsTakenAndRunsNothing) {
    edit(QStringLiteral("send"));
    ASSERT_TRUE(capture().hasFocus());
    QTest::keyClick(&capture(), Qt::Key_S, Qt::ControlModifier);
    EXPECT_EQ(saved, 0) << "the key is asked for, not used";
    EXPECT_TRUE(note().contains(QStringLiteral("Save request"))) << note().toStdString();
    QTest::keyClick(&capture(), Qt::Key_Return);
    EXPECT_EQ(actions.keyOf(QStringLiteral("send")), key("Ctrl+S"));
    EXPECT_TRUE(actions.keyOf(QStringLiteral("save")).isEmpty());
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    EXPECT_EQ(sent, 1);
}

TEST_F(KeysPanelTest, EscapeLeavesEverythingAsItWas) {
    edit(QStringLiteral("send"));
    QTest::keyClick(&capture(), Qt::Key_F9);
    QTest::keyClick(&capture(), Qt::Key_Escape);
    EXPECT_EQ(actions.keyOf(QStringLiteral("send")), key("Ctrl+Return"));
    EXPECT_FALSE(capture().isVisible());
}

TEST_F(KeysPanelTest, AKeyThatTextNeedsIsRefusedWithItsReason) {
    edit(QStringLiteral("send"));
    QTest::keyClick(&capture(), Qt::Key_C, Qt::ControlModifier);
    EXPECT_TRUE(note().contains(QStringLiteral("text field"))) << note().toStdString();
    QTest::keyClick(&capture(), Qt::Key_Return);
    EXPECT_EQ(actions.keyOf(QStringLiteral("send")), key("Ctrl+Return"));
}

TEST_F(KeysPanelTest, TheListIsSearchedByActionAndByKey) {
    auto* search = panel->findChild<QLineEdit*>(QStringLiteral("keySearch"));
    auto* model = panel->findChild<KeyTable*>();
    search->setText(QStringLiteral("ctrl+s"));
    ASSERT_EQ(model->rowCount(), 1);
    EXPECT_EQ(model->at(0)->id, QStringLiteral("save"));
    search->setText(QStringLiteral("send"));
    ASSERT_EQ(model->rowCount(), 1);
    EXPECT_EQ(model->at(0)->id, QStringLiteral("send"));
}

} // namespace
} // namespace knockback::ui
