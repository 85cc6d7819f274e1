// SPDX-License-Identifier: GPL-3.0-or-later
// Parameters and URL in step, by keys.
#include "tests/ui/composer/ComposerFixture.h"

#include <QPlainTextEdit>

namespace knockback::ui {
namespace {

class ParamsTest : public test::ComposerFixture {
protected:
    ParamsTest() { panel.showTab(ComposerPanel::Params); }
};

TEST_F(ParamsTest, TypedRowsShowInTheUrlEncoded) {
    load("{{base}}/items?q=a");
    goTo(params(), 1, NameValueModel::Name);
    type(QStringLiteral("fil&ter"));
    press(Qt::Key_Tab);
    type(QStringLiteral("a#b=c+{{page}}%"));
    press(Qt::Key_Return);
    EXPECT_EQ(urlText(), QStringLiteral("{{base}}/items?q=a&fil%26ter=a%23b%3Dc%2B{{page}}%25"));
}

TEST_F(ParamsTest, TypingInTheUrlShowsInTheRowsAndTouchesNoByteElsewhere) {
    load("http://x/?a=1+2&b");
    url().setFocus();
    url().moveCursor(QTextCursor::End);
    type(QStringLiteral("&c=%C3%A9"));
    ASSERT_EQ(params().rows().rows().size(), 3U);
    EXPECT_EQ(params().rows().rows()[2], (NameValueRow{QStringLiteral("c"), QStringLiteral("é"), true}));
    EXPECT_EQ(urlText(), QStringLiteral("http://x/?a=1+2&b&c=%C3%A9"));
}

TEST_F(ParamsTest, ASwitchedOffRowLeavesTheUrlAndIsKeptWithItsPlace) {
    load("http://x/?a=1&b=2+2&c=3");
    goTo(params(), 1, NameValueModel::Name);
    press(Qt::Key_O, Qt::AltModifier);
    EXPECT_EQ(urlText(), QStringLiteral("http://x/?a=1&c=3"));
    const auto draft = panel.draft();
    EXPECT_EQ(draft.parametersOff, (std::vector<QByteArray>{"1 b=2%202"}));
    panel.load({});
    panel.load(draft);
    ASSERT_EQ(params().rows().rows().size(), 3U);
    EXPECT_EQ(params().rows().rows()[1], (NameValueRow{QStringLiteral("b"), QStringLiteral("2 2"), false}));
    EXPECT_EQ(panel.draft(), draft);
}

TEST_F(ParamsTest, RowsMoveDoubleAndGoByKeys) {
    load("http://x/?a=1&b=2");
    goTo(params(), 1, NameValueModel::Value);
    press(Qt::Key_Up, Qt::AltModifier);
    EXPECT_EQ(urlText(), QStringLiteral("http://x/?b=2&a=1"));
    press(Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    EXPECT_EQ(urlText(), QStringLiteral("http://x/?b=2&b=2&a=1"));
    press(Qt::Key_Delete);
    press(Qt::Key_Delete);
    EXPECT_EQ(urlText(), QStringLiteral("http://x/?b=2"));
    undo();
    undo();
    undo();
    EXPECT_EQ(urlText(), QStringLiteral("http://x/?b=2&a=1"));
    undo();
    EXPECT_EQ(urlText(), QStringLiteral("http://x/?a=1&b=2"));
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(urlText(), QStringLiteral("http://x/?b=2&a=1"));
}

TEST_F(ParamsTest, AllRowsAsTextAndBack) {
    load("http://x/?a=1");
    goTo(params(), 0, NameValueModel::Name);
    press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    auto* text = qobject_cast<QPlainTextEdit*>(panel.focusWidget());
    ASSERT_TRUE(text);
    EXPECT_EQ(text->toPlainText(), QStringLiteral("a: 1"));
    text->moveCursor(QTextCursor::End);
    press(Qt::Key_Return);
    type(QStringLiteral("# off: x y"));
    press(Qt::Key_Return);
    type(QStringLiteral("q: &"));
    EXPECT_EQ(urlText(), QStringLiteral("http://x/?a=1&q=%26"));
    press(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_EQ(params().rows().rows().size(), 3U);
    EXPECT_FALSE(params().rows().rows()[1].enabled);
    EXPECT_TRUE(params().isVisible());
}

TEST_F(ParamsTest, APathParameterIsFilledInFromItsRow) {
    load("{{base}}/users/:id/orders");
    auto& rows = params().rows();
    ASSERT_EQ(rows.rowCount(), 2);
    EXPECT_EQ(rows.extra(1).name, QStringLiteral("id"));
    goTo(params(), 1, NameValueModel::Value);
    type(QStringLiteral("a/4"));
    press(Qt::Key_Return);
    EXPECT_EQ(urlText(), QStringLiteral("{{base}}/users/a%2F4/orders"));
    EXPECT_EQ(panel.draft().pathNames, "/users/:id/orders");
    // The name stays when the value changes in the URL, and when the draft is loaded again.
    url().setText(QStringLiteral("{{base}}/users/7/orders"));
    EXPECT_EQ(rows.extra(1).value, QStringLiteral("7"));
    const auto draft = panel.draft();
    panel.load({});
    panel.load(draft);
    EXPECT_EQ(rows.extra(1).name, QStringLiteral("id"));
    goTo(params(), 1, NameValueModel::Value);
    qobject_cast<QLineEdit*>(panel.focusWidget())->clear();
    press(Qt::Key_Return);
    EXPECT_EQ(urlText(), QStringLiteral("{{base}}/users/:id/orders"));
}

TEST_F(ParamsTest, ASegmentGetsAName) {
    load("http://x/users/42");
    goTo(params(), 1, NameValueModel::Name);
    qobject_cast<QLineEdit*>(panel.focusWidget())->selectAll();
    type(QStringLiteral("id"));
    press(Qt::Key_Return);
    EXPECT_EQ(panel.draft().pathNames, "/users/:id");
    EXPECT_EQ(panel.draft().url, "http://x/users/42");
}

} // namespace
} // namespace knockback::ui
