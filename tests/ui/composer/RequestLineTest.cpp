// SPDX-License-Identifier: GPL-3.0-or-later
// The line with method and URL, by keys.
#include "tests/ui/composer/ComposerFixture.h"

#include "ui/composer/FieldCompletion.h"
#include "ui/composer/VariableSpans.h"

#include <QListWidget>

namespace knockback::ui {
namespace {

using RequestLineTest = test::ComposerFixture;

TEST_F(RequestLineTest, VariablesAreOfferedInsideBraces) {
    panel.load({});
    url().setFocus();
    type(QStringLiteral("{{b"));
    auto& completion = *FieldCompletion::of(&url());
    ASSERT_TRUE(completion.isOpen());
    EXPECT_EQ(completion.list().item(0)->text(), QStringLiteral("{{base}}"));
    QSignalSpy sent(&panel.line(), &RequestLine::sendRequested);
    press(Qt::Key_Return);
    EXPECT_EQ(urlText(), QStringLiteral("{{base}}"));
    EXPECT_EQ(sent.size(), 0);
    type(QStringLiteral("/x"));
    EXPECT_FALSE(completion.isOpen());
    EXPECT_EQ(panel.draft().url, "{{base}}/x");
}

TEST_F(RequestLineTest, BracesThatAreClosedAreNotClosedTwice) {
    load("{{ba}}/x");
    url().setFocus();
    QTextCursor cursor = url().textCursor();
    cursor.setPosition(4);
    url().setTextCursor(cursor);
    type(QStringLiteral("s"));
    press(Qt::Key_Tab);
    EXPECT_EQ(urlText(), QStringLiteral("{{base}}/x"));
}

TEST_F(RequestLineTest, HoverSaysValueAndOrigin) {
    const QString text = QStringLiteral("é{{base}}/{{gone}}?k={{vault:github-app}}");
    EXPECT_EQ(variableTip(text, 5, scope), QStringLiteral("base = https://api.example\nfrom environment staging"));
    EXPECT_TRUE(variableTip(text, 14, scope).contains(QStringLiteral("gone is not defined")));
    EXPECT_TRUE(variableTip(text, 26, scope).contains(QStringLiteral("api.github.com")));
    EXPECT_EQ(variableTip(text, 0, scope), QString());
    const auto marks = variableMarks(text, scope);
    ASSERT_EQ(marks.size(), 3U);
    EXPECT_EQ(marks[0].start, 1);
    EXPECT_EQ(marks[0].state, VariableState::Known);
    EXPECT_EQ(marks[1].state, VariableState::Unknown);
    EXPECT_EQ(marks[2].state, VariableState::Vault);
}

TEST_F(RequestLineTest, UnresolvedVariablesStopTheFirstSend) {
    load("{{base}}/{{gone}}");
    EXPECT_FALSE(panel.readyToSend());
    EXPECT_TRUE(note().isVisible());
    EXPECT_EQ(note().sentence(), QStringLiteral("{{gone}} has no value in environment staging."));
    QSignalSpy sent(&panel.line(), &RequestLine::sendRequested);
    const auto buttons = note().findChildren<QPushButton*>();
    QTest::keyClick(buttons.at(1)->text() == QStringLiteral("Show it") ? buttons.at(1) : buttons.at(0), Qt::Key_Space);
    EXPECT_EQ(url().textCursor().selectedText(), QStringLiteral("{{gone}}"));
    for (auto* button : buttons) {
        if (button->text() == QStringLiteral("Send anyway"))
            QTest::keyClick(button, Qt::Key_Space);
    }
    EXPECT_EQ(sent.size(), 1);
    EXPECT_TRUE(panel.keepsUnresolved());
    EXPECT_TRUE(panel.readyToSend());
    EXPECT_FALSE(note().isVisible());
}

TEST_F(RequestLineTest, AnEditAsksAgain) {
    load("{{gone}}");
    EXPECT_FALSE(panel.readyToSend());
    url().setFocus();
    url().selectAll();
    type(QStringLiteral("http://x"));
    EXPECT_FALSE(note().isVisible());
    EXPECT_TRUE(panel.readyToSend());
    EXPECT_FALSE(panel.keepsUnresolved());
}

TEST_F(RequestLineTest, CtrlZTakesBackWordsOfTheUrl) {
    load("http://x");
    url().setFocus();
    url().moveCursor(QTextCursor::End);
    type(QStringLiteral("/users/7"));
    undo();
    EXPECT_EQ(urlText(), QStringLiteral("http://x/users"));
    undo();
    EXPECT_EQ(urlText(), QStringLiteral("http://x"));
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(urlText(), QStringLiteral("http://x/users/7"));
    EXPECT_EQ(panel.draft().url, "http://x/users/7");
}

TEST_F(RequestLineTest, AMethodOfOnesOwnIsKeptAsTyped) {
    auto* method = find<QComboBox>("method");
    method->setFocus();
    method->lineEdit()->selectAll();
    QTest::keyClicks(method->lineEdit(), QStringLiteral("M-Search two"));
    EXPECT_EQ(panel.draft().method, "M-Searchtwo");
    method->lineEdit()->selectAll();
    QTest::keyClicks(method->lineEdit(), QStringLiteral("post"));
    EXPECT_EQ(panel.draft().method, "post");
}

} // namespace
} // namespace knockback::ui
