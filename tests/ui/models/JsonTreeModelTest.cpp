// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/JsonTreeModel.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <gtest/gtest.h>

namespace knockback::ui {
namespace {

struct Tree {
    explicit Tree(const QByteArray& json) {
        model.setBody(http::Body(json));
        settle();
    }
    // Until the worker has delivered what was asked for.
    void settle() {
        static_cast<void>(QTest::qWaitFor([this] { return model.rowCount() > 0; }, 5000));
    }
    void open(const QModelIndex& index, int rows) {
        model.fetch(index);
        EXPECT_TRUE(QTest::qWaitFor([&] { return model.rowCount(index) >= rows; }, 5000));
    }
    QString key(const QModelIndex& index) { return index.siblingAtColumn(0).data().toString(); }
    QString value(const QModelIndex& index) { return index.siblingAtColumn(1).data().toString(); }

    JsonTreeModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

TEST(JsonTreeModel, OpensNodeByNode) {
    Tree tree(R"({"a":1.10,"b c":{"d":[true,"x"]},"e":null})");
    const auto root = tree.model.index(0, 0);
    ASSERT_EQ(tree.model.rowCount(), 1);
    EXPECT_TRUE(tree.model.hasChildren(root));
    EXPECT_EQ(tree.model.rowCount(root), 0);
    tree.open(root, 3);
    ASSERT_EQ(tree.model.rowCount(root), 3);
    EXPECT_EQ(tree.key(tree.model.index(0, 0, root)), QStringLiteral("a"));
    EXPECT_EQ(tree.value(tree.model.index(0, 0, root)), QStringLiteral("1.10"));
    EXPECT_EQ(tree.value(root), QStringLiteral("3 keys"));
    const auto second = tree.model.index(1, 0, root);
    tree.open(second, 1);
    const auto list = tree.model.index(0, 0, second);
    tree.open(list, 2);
    const auto leaf = tree.model.index(1, 0, list);
    EXPECT_EQ(tree.model.path(leaf), QStringLiteral("$['b c'].d[1]"));
    EXPECT_EQ(tree.model.value(leaf, 100), "\"x\"");
    EXPECT_EQ(tree.model.value(second, 100), R"({"d":[true,"x"]})");
    EXPECT_EQ(tree.model.value(second, 4), R"({"d")");
    EXPECT_EQ(tree.model.parent(leaf), list);
}

TEST(JsonTreeModel, ManyChildrenComeInPages) {
    QByteArray json = "[0";
    for (int i = 1; i < 450; ++i)
        json += ',' + QByteArray::number(i);
    Tree tree(json + "]");
    const auto root = tree.model.index(0, 0);
    tree.open(root, 201);
    ASSERT_EQ(tree.model.rowCount(root), JsonTreeModel::pageSize + 1);
    const auto more = tree.model.index(200, 0, root);
    EXPECT_TRUE(tree.model.isMore(more));
    EXPECT_EQ(tree.model.path(more), QString());
    tree.open(more, 0);
    ASSERT_TRUE(QTest::qWaitFor([&] { return tree.model.rowCount(root) == 401; }, 5000));
    EXPECT_FALSE(tree.model.isMore(tree.model.index(200, 0, root)));
    tree.model.fetch(tree.model.index(400, 0, root));
    ASSERT_TRUE(QTest::qWaitFor([&] { return tree.model.rowCount(root) == 450; }, 5000));
    EXPECT_EQ(tree.value(tree.model.index(200, 0, root)), QStringLiteral("200"));
    EXPECT_EQ(tree.key(tree.model.index(449, 0, root)), QStringLiteral("449"));
    EXPECT_EQ(tree.value(root), QStringLiteral("450 items"));
}

TEST(JsonTreeModel, ATextThatEndsTooEarlySaysSo) {
    Tree tree("{\"a\":[1,2");
    const auto root = tree.model.index(0, 0);
    tree.open(root, 1);
    const auto list = tree.model.index(0, 0, root);
    tree.open(list, 2);
    ASSERT_EQ(tree.model.rowCount(list), 3);
    EXPECT_EQ(tree.key(tree.model.index(2, 0, list)), QStringLiteral("The text ends here, in the middle of a value."));
}

TEST(JsonTreeModel, JsonLinesHaveARowEach) {
    Tree tree("{\"a\":1}\n{\"a\":2}\n");
    EXPECT_EQ(tree.model.rowCount(), 2);
    const auto second = tree.model.index(1, 0);
    tree.open(second, 1);
    EXPECT_EQ(tree.model.path(tree.model.index(0, 0, second)), QStringLiteral("$.a"));
}

TEST(JsonTreeModel, ANewBodyForgetsTheOldOne) {
    Tree tree("[1,2,3]");
    tree.model.fetch(tree.model.index(0, 0));
    tree.model.setBody(http::Body(QByteArray("7")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return tree.model.rowCount() == 1; }, 5000));
    EXPECT_EQ(tree.value(tree.model.index(0, 0)), QStringLiteral("7"));
    tree.model.setBody({});
    QTest::qWait(20);
    EXPECT_EQ(tree.model.rowCount(), 0);
}

} // namespace
} // namespace knockback::ui
