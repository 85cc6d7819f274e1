// SPDX-License-Identifier: GPL-3.0-or-later
// Del in the list of credentials: what goes, what is chosen then, and what Undo brings back.
#include "tests/ui/vault/PageFixture.h"

namespace knockback::ui {

using namespace std::chrono_literals;

class VaultRemoveTest : public PageFixture {
protected:
    VaultRemoveTest() {
        for (const char* name : {"a", "b", "c"})
            add(record(name), secretOf(QByteArray("secret-of-") + name));
        page.select("b");
        table()->setFocus();
    }
    void del() { QTest::keyClick(table(), Qt::Key_Delete); }
    QString chosen() { return table()->currentIndex().siblingAtColumn(0).data().toString(); }
    bool has(const QByteArray& name) { return vault.find(name).has_value(); }
};

TEST_F(VaultRemoveTest, ItsNeighbourIsChosenThen) {
    del();
    ASSERT_TRUE(says(QStringLiteral("“b” was removed here.")));
    EXPECT_EQ(chosen(), QStringLiteral("c"));
    del();
    ASSERT_TRUE(says(QStringLiteral("2 credentials were removed here.")));
    EXPECT_EQ(chosen(), QStringLiteral("a")) << "nothing is below any more";
}

TEST_F(VaultRemoveTest, UndoBringsBackAllOfThem) {
    del();
    ASSERT_TRUE(says(QStringLiteral("“b” was removed here.")));
    del();
    ASSERT_TRUE(says(QStringLiteral("2 credentials were removed here.")));
    ASSERT_FALSE(has("b") || has("c"));
    press(QStringLiteral("Undo"));
    ASSERT_TRUE(waitFor([&] { return has("b") && has("c"); }));
    EXPECT_EQ(secret("b"), "secret-of-b");
    EXPECT_EQ(secret("c"), "secret-of-c");
}

TEST_F(VaultRemoveTest, AHeldKeyRemovesOne) {
    QTest::simulateEvent(table(), true, Qt::Key_Delete, Qt::NoModifier, {}, false);
    ASSERT_TRUE(says(QStringLiteral("“b” was removed here.")));
    for (int i = 0; i < 3; ++i)
        QTest::simulateEvent(table(), true, Qt::Key_Delete, Qt::NoModifier, {}, true);
    press(QStringLiteral("Undo"));
    ASSERT_TRUE(waitFor([&] { return has("b"); }));
    EXPECT_EQ(vault.list().size(), 3U);
}

TEST_F(VaultRemoveTest, PressedAgainBeforeItIsDoneItStaysOneRemoval) {
    del();
    del();
    ASSERT_TRUE(says(QStringLiteral("“b” was removed here.")));
    press(QStringLiteral("Undo"));
    ASSERT_TRUE(waitFor([&] { return has("b"); }));
    EXPECT_EQ(vault.list().size(), 3U);
}

TEST_F(VaultRemoveTest, TwoThatAreRemovedAtOnceAreBothOffered) {
    del();
    page.select("c");
    del();
    ASSERT_TRUE(says(QStringLiteral("2 credentials were removed here.")));
    press(QStringLiteral("Undo"));
    ASSERT_TRUE(waitFor([&] { return has("b") && has("c"); }));
}

TEST_F(VaultRemoveTest, AnotherMessageIsNotDismissedWithIt) {
    del();
    ASSERT_TRUE(says(QStringLiteral("“b” was removed here.")));
    page.ask(QStringLiteral("Enter ABCD-EFGH at https://login.example."), QStringLiteral("Copy the code"), [] {});
    backend.time().advance(16s);
    EXPECT_TRUE(visibleText().contains(u"Enter ABCD-EFGH")) << visibleText().toStdString();
    EXPECT_TRUE(waitFor([&] { return button(QStringLiteral("Copy the code")) != nullptr; }));
    del();
    ASSERT_TRUE(says(QStringLiteral("“c” was removed here."))) << "a new bar begins anew";
    backend.time().advance(16s);
    EXPECT_FALSE(button(QStringLiteral("Undo")));
}

} // namespace knockback::ui
