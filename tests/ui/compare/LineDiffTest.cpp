// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/LineDiff.h"

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

QStringList marked(const QString& text, const std::vector<Mark>& marks) {
    QStringList parts;
    for (const auto& mark : marks)
        parts << text.mid(mark.from, mark.length);
    return parts;
}

TEST(LineDiffTest, ChangedWordsAreMarked) {
    const auto row = diffLine(QStringLiteral("User-Agent: curl/8.4.0"), QStringLiteral("User-Agent: curl/8.5.0"));
    EXPECT_EQ(row.kind, RowKind::Changed);
    EXPECT_EQ(marked(row.left, row.leftMarks), QStringList{QStringLiteral("4")});
    EXPECT_EQ(marked(row.right, row.rightMarks), QStringList{QStringLiteral("5")});
}

TEST(LineDiffTest, SurrogatePairsStayWhole) {
    const auto row = diffLine(QStringLiteral("a😀b"), QStringLiteral("a😁b"));
    EXPECT_EQ(marked(row.left, row.leftMarks), QStringList{QStringLiteral("😀")});
    EXPECT_EQ(marked(row.right, row.rightMarks), QStringList{QStringLiteral("😁")});
}

TEST(LineDiffTest, AVeryLongLineIsMarkedAsAWhole) {
    const QString left(5000, u'a');
    const auto row = diffLine(left, left + u'b');
    EXPECT_EQ(row.leftMarks, (std::vector<Mark>{{0, 5000}}));
}

TEST(LineDiffTest, LinesStandBesideWhatTheyBecame) {
    const auto rows = diffLines("same\nold\ngone\nend\n", "same\nnew\nend\nmore\n");
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[0].kind, RowKind::Same);
    EXPECT_EQ(rows[1].kind, RowKind::Changed);
    EXPECT_EQ(rows[1].left, QStringLiteral("old"));
    EXPECT_EQ(rows[1].right, QStringLiteral("new"));
    EXPECT_EQ(rows[2].kind, RowKind::LeftOnly);
    EXPECT_EQ(rows[2].leftLine, 3);
    EXPECT_EQ(rows[3].kind, RowKind::Same);
    EXPECT_EQ(rows[3].leftLine, 4);
    EXPECT_EQ(rows[3].rightLine, 3);
    EXPECT_EQ(rows[4].kind, RowKind::RightOnly);
    EXPECT_EQ(rows[4].rightLine, 4);
}

TEST(LineDiffTest, MoreLinesThanBeforeStandAlone) {
    const auto rows = diffLines("a", "x\ny");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].kind, RowKind::Changed);
    EXPECT_EQ(rows[1].kind, RowKind::RightOnly);
    EXPECT_EQ(rows[1].right, QStringLiteral("y"));
    EXPECT_EQ(rows[1].rightLine, 2);
}

TEST(LineDiffTest, AnotherLineEndIsADifference) {
    const auto rows = diffLines("a\r\nb\n", "a\nb\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].kind, RowKind::Changed);
    EXPECT_EQ(rows[1].kind, RowKind::Same);
}

} // namespace
} // namespace knockback::ui
