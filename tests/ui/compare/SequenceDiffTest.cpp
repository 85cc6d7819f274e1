// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/SequenceDiff.h"

#include <gtest/gtest.h>

#include <QByteArray>

#include <random>

namespace knockback::ui {
namespace {

std::vector<QByteArrayView> letters(const QByteArray& text) {
    std::vector<QByteArrayView> result;
    for (qsizetype i = 0; i < text.size(); ++i)
        result.push_back(QByteArrayView(text).sliced(i, 1));
    return result;
}

// Follows the runs; fails when they do not lead from left to right.
QByteArray applied(const std::vector<DiffRun>& runs, const QByteArray& left, const QByteArray& right) {
    QByteArray result;
    qsizetype l = 0;
    qsizetype r = 0;
    for (const auto& run : runs) {
        EXPECT_EQ(run.left, l);
        EXPECT_EQ(run.right, r);
        EXPECT_GT(run.count, 0);
        if (run.kind != DiffRun::Added)
            l += run.count;
        if (run.kind == DiffRun::Equal) {
            EXPECT_EQ(left.mid(run.left, run.count), right.mid(run.right, run.count));
        }
        if (run.kind != DiffRun::Removed) {
            result += right.mid(run.right, run.count);
            r += run.count;
        }
    }
    EXPECT_EQ(l, left.size());
    return result;
}

qsizetype changes(const std::vector<DiffRun>& runs) {
    qsizetype count = 0;
    for (const auto& run : runs)
        count += run.kind == DiffRun::Equal ? 0 : run.count;
    return count;
}

// The textbook's table: what the shortest way costs.
qsizetype shortest(const QByteArray& a, const QByteArray& b) {
    std::vector<std::vector<qsizetype>> common(static_cast<std::size_t>(a.size()) + 1,
                                               std::vector<qsizetype>(static_cast<std::size_t>(b.size()) + 1));
    for (std::size_t i = 1; i < common.size(); ++i) {
        for (std::size_t j = 1; j < common[i].size(); ++j)
            common[i][j] = a[static_cast<qsizetype>(i) - 1] == b[static_cast<qsizetype>(j) - 1]
                               ? common[i - 1][j - 1] + 1
                               : std::max(common[i - 1][j], common[i][j - 1]);
    }
    return a.size() + b.size() - 2 * common.back().back();
}

TEST(SequenceDiffTest, FindsTheTextbooksWay) {
    const QByteArray left = "ABCABBA";
    const QByteArray right = "CBABAC";
    const auto runs = diffSequences(letters(left), letters(right));
    EXPECT_EQ(applied(runs, left, right), right);
    EXPECT_EQ(changes(runs), 5);
}

TEST(SequenceDiffTest, EmptyAndEqualSides) {
    EXPECT_TRUE(diffSequences({}, {}).empty());
    EXPECT_EQ(diffSequences(letters("ab"), letters("ab")), (std::vector<DiffRun>{{DiffRun::Equal, 0, 0, 2}}));
    EXPECT_EQ(diffSequences({}, letters("ab")), (std::vector<DiffRun>{{DiffRun::Added, 0, 0, 2}}));
    EXPECT_EQ(diffSequences(letters("ab"), {}), (std::vector<DiffRun>{{DiffRun::Removed, 0, 0, 2}}));
}

TEST(SequenceDiffTest, RandomTextsAreFollowedTheShortestWay) {
    std::mt19937 random(7);
    const auto text = [&random] {
        QByteArray result;
        for (auto left = random() % 40; left > 0; --left)
            result += static_cast<char>('a' + random() % 4);
        return result;
    };
    for (int round = 0; round < 500; ++round) {
        const auto left = text();
        const auto right = text();
        const auto runs = diffSequences(letters(left), letters(right));
        ASSERT_EQ(applied(runs, left, right), right) << left.toStdString() << " / " << right.toStdString();
        ASSERT_EQ(changes(runs), shortest(left, right)) << left.toStdString() << " / " << right.toStdString();
        for (std::size_t i = 1; i < runs.size(); ++i) {
            ASSERT_NE(runs[i].kind, runs[i - 1].kind);
            ASSERT_FALSE(runs[i].kind == DiffRun::Removed && runs[i - 1].kind == DiffRun::Added);
        }
    }
}

// With little effort allowed the way may be longer, but it still leads there.
TEST(SequenceDiffTest, GivingUpStillLeadsFromLeftToRight) {
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        QByteArray left;
        QByteArray right;
        for (int i = 0; i < 60; ++i) {
            left += static_cast<char>('!' + random() % 90);
            right += static_cast<char>('!' + random() % 90);
        }
        const auto runs = diffSequences(letters(left), letters(right), 3);
        ASSERT_EQ(applied(runs, left, right), right);
    }
}

// 200,000 lines of which every tenth changed are far beyond the effort, and done all the same.
TEST(SequenceDiffTest, ManyChangesInABigTextAreHeldTogetherByItsUniqueLines) {
    std::vector<QByteArray> lines;
    for (int i = 0; i < 200'000; ++i)
        lines.push_back(QByteArray::number(i));
    std::vector<QByteArray> changed = lines;
    for (std::size_t i = 5; i < changed.size(); i += 10)
        changed[i] = "x" + changed[i];
    const std::vector<QByteArrayView> left(lines.begin(), lines.end());
    const std::vector<QByteArrayView> right(changed.begin(), changed.end());
    EXPECT_EQ(changes(diffSequences(left, right)), 2 * 20'000);
}

} // namespace
} // namespace knockback::ui
