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

} // namespace
} // namespace knockback::ui
