// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/NameValueModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

class NameValueModelTest : public testing::Test {
protected:
    NameValueModel model{QStringLiteral("header")};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QSignalSpy edits{&model, &NameValueModel::edited};
};

TEST_F(NameValueModelTest, TypingInTheLastRowAddsOne) {
    EXPECT_EQ(model.rowCount(), 1);
    EXPECT_TRUE(model.setData(model.index(0, 1), QStringLiteral("v"), Qt::EditRole));
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(model.rows()[0], (NameValueRow{QString(), QStringLiteral("v"), true}));
    EXPECT_EQ(edits.size(), 1);
}

TEST_F(NameValueModelTest, NothingTypedAddsNothing) {
    EXPECT_FALSE(model.setData(model.index(0, 0), QString(), Qt::EditRole));
    EXPECT_FALSE(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
    EXPECT_EQ(model.rowCount(), 1);
    EXPECT_EQ(edits.size(), 0);
}

TEST_F(NameValueModelTest, UntickedRowsDoNotCount) {
    model.setRows({{QStringLiteral("a"), {}, true}, {QStringLiteral("b"), {}, true}});
    EXPECT_EQ(edits.size(), 0);
    model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
    EXPECT_EQ(model.enabledCount(), 1);
    EXPECT_EQ(edits.size(), 1);
}

TEST_F(NameValueModelTest, RemovesRowsButNotTheEmptyOne) {
    model.setRows({{QStringLiteral("a"), {}, true}});
    model.removeRow(1);
    EXPECT_EQ(model.rows().size(), 1U);
    model.removeRow(0);
    EXPECT_TRUE(model.rows().empty());
}

TEST_F(NameValueModelTest, RowsMoveAndDouble) {
    const auto names = [this] {
        QString all;
        for (const auto& row : model.rows())
            all += row.name;
        return all;
    };
    model.setRows({{QStringLiteral("a"), {}, true}, {QStringLiteral("b"), {}, false}, {QStringLiteral("c"), {}, true}});
    EXPECT_EQ(model.shiftRow(0, 1), 1);
    EXPECT_EQ(names(), QStringLiteral("bac"));
    EXPECT_EQ(model.shiftRow(2, -1), 1);
    EXPECT_EQ(names(), QStringLiteral("bca"));
    EXPECT_EQ(model.shiftRow(0, -1), -1);
    EXPECT_EQ(model.shiftRow(2, 1), -1); // the empty row stays last
    EXPECT_EQ(model.duplicateRow(0), 1);
    EXPECT_EQ(names(), QStringLiteral("bbca"));
    EXPECT_FALSE(model.rows()[1].enabled);
    EXPECT_EQ(model.duplicateRow(4), -1);
    EXPECT_EQ(edits.size(), 3);
}

TEST_F(NameValueModelTest, RowsFromElsewhereStandBelowAndAskTheirOwner) {
    QSignalSpy switched(&model, &NameValueModel::extraSwitched);
    QSignalSpy typed(&model, &NameValueModel::extraEdited);
    NameValueExtra agent{QStringLiteral("User-Agent"), QStringLiteral("k"), {}, {}, {}, false, true, true};
    NameValueExtra id{QStringLiteral("id"), {}, QStringLiteral("value"), {}, {}, true, false, true};
    model.setRows({{QStringLiteral("a"), {}, true}});
    model.setExtras({agent, id});
    ASSERT_EQ(model.rowCount(), 4);
    EXPECT_EQ(model.zone(1), NameValueModel::Zone::New);
    EXPECT_FALSE(model.flags(model.index(2, 1)) & Qt::ItemIsEditable);
    EXPECT_EQ(model.index(3, 1).data().toString(), QStringLiteral("value"));
    EXPECT_EQ(model.index(3, 1).data(Qt::EditRole).toString(), QString());
    model.toggleRow(2);
    EXPECT_EQ(switched.value(0), (QVariantList{0, false}));
    model.toggleRow(3);
    EXPECT_EQ(switched.size(), 1);
    model.setData(model.index(3, 1), QStringLiteral("42"), Qt::EditRole);
    EXPECT_EQ(typed.value(0), (QVariantList{1, 1, QStringLiteral("42")}));
    // A row of the user's own still comes where it was typed.
    model.setData(model.index(1, 0), QStringLiteral("b"), Qt::EditRole);
    EXPECT_EQ(model.rows().size(), 2U);
    EXPECT_EQ(model.extra(3).name, QStringLiteral("User-Agent"));
    model.setExtras({id});
    EXPECT_EQ(model.rowCount(), 4);
    model.setExtras({});
    EXPECT_EQ(model.rowCount(), 3);
}

TEST_F(NameValueModelTest, WritingWhatStandsThereIsNoEdit) {
    model.setRows({{QStringLiteral("a"), QStringLiteral("1"), true}});
    EXPECT_TRUE(model.setData(model.index(0, 1), QStringLiteral("1"), Qt::EditRole));
    EXPECT_EQ(edits.size(), 0);
}

} // namespace
} // namespace knockback::ui
