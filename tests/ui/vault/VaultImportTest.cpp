// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/MemoryStore.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/ImportPanel.h"
#include "ui/vault/VaultPage.h"

#include <QFile>
#include <QListWidget>
#include <QTemporaryDir>

namespace knockback::ui {

class VaultImportTest : public testing::Test {
protected:
    VaultImportTest() {
        EXPECT_TRUE(vault.open().ok());
        page.resize(1300, 700);
        page.show();
    }
    QString write(const QByteArray& text) {
        QFile file(folder.filePath(QStringLiteral(".env")));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    }
    void import(const QByteArray& text) {
        page.importFrom(write(text));
        ASSERT_TRUE(QTest::qWaitFor([&] { return list()->isVisible(); }, 5000));
    }
    QListWidget* list() { return page.findChild<QListWidget*>(); }
    QPushButton* button(const QString& start) {
        for (auto* widget : page.findChildren<QPushButton*>())
            if (widget->text().startsWith(start) && widget->isVisible())
                return widget;
        return nullptr;
    }
    // The form for a new credential, with something typed.
    QLineEdit* begunForm() {
        page.beginAdding();
        for (auto* line : page.findChildren<QLineEdit*>())
            if (line->accessibleName() == QStringLiteral("Name") && line->isVisible()) {
                QTest::keyClicks(line, QStringLiteral("github"));
                return line;
            }
        return nullptr;
    }
    QByteArray secret(const QByteArray& name) {
        const auto found = vault.reveal(name, vault::SecretRole::Value);
        return found ? found->reveal().toByteArray() : QByteArray("(none)");
    }

    QTemporaryDir folder;
    test::FakeBackend backend;
    vault::Vault vault{std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, backend.time().clock()};
    ThemeManager themes{ThemeKind::Light};
    VaultPage page{backend, vault, themes};
};

TEST_F(VaultImportTest, ShowsWhatItFoundAndAddsWhatIsChosen) {
    import("PORT=8080\nAPI_TOKEN=abcdef\nDB_PASSWORD=hunter2\n");
    ASSERT_EQ(list()->count(), 3);
    EXPECT_EQ(list()->item(0)->checkState(), Qt::Unchecked) << "a port is no secret";
    EXPECT_EQ(list()->item(1)->checkState(), Qt::Checked);
    for (int row = 0; row < 3; ++row)
        EXPECT_FALSE(list()->item(row)->text().contains(u"hunter2"));
    list()->item(2)->setCheckState(Qt::Unchecked);
    for (auto* field : page.findChildren<QLineEdit*>())
        if (field->accessibleName().startsWith(u"Allowed hosts of"))
            field->setText(QStringLiteral("api.example"));
    button(QStringLiteral("Add 1 credential"))->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return vault.find("api-token").has_value(); }, 5000));
    EXPECT_EQ(secret("api-token"), "abcdef");
    EXPECT_EQ(vault.find("api-token")->hosts, std::vector<QByteArray>{"api.example"});
    EXPECT_FALSE(vault.find("db-password"));
    EXPECT_FALSE(vault.find("port"));
}

TEST_F(VaultImportTest, WhatIsThereIsNeverOverwritten) {
    vault::Credential credential;
    credential.name = "api-token";
    vault::Secrets secrets;
    secrets[vault::SecretRole::Value] = base::Secret("mine");
    ASSERT_TRUE(vault.add(credential, std::move(secrets)).ok());
    import("API_TOKEN=theirs\n");
    EXPECT_EQ(list()->item(0)->checkState(), Qt::Unchecked);
    EXPECT_TRUE(list()->item(0)->text().contains(u"stays"));
    list()->item(0)->setCheckState(Qt::Checked);
    button(QStringLiteral("Add 1 credential"))->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return vault.find("api-token-2").has_value(); }, 5000));
    EXPECT_EQ(secret("api-token"), "mine");
    EXPECT_EQ(secret("api-token-2"), "theirs");
}

TEST_F(VaultImportTest, StaysWhenTheVaultChangesByItself) {
    import("API_TOKEN=theirs\n");
    vault::Credential credential;
    credential.name = "elsewhere";
    vault::Secrets secrets;
    secrets[vault::SecretRole::Value] = base::Secret("mine");
    ASSERT_TRUE(vault.add(credential, std::move(secrets)).ok());
    Q_EMIT backend.credentialsChanged();
    EXPECT_TRUE(list()->isVisible());
}

TEST_F(VaultImportTest, OfAFileItDoesNotKnowItSaysSo) {
    page.importFrom(folder.filePath(QStringLiteral("nowhere")));
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            for (const auto* label : page.findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains(u"cannot be read"))
                    return true;
            return false;
        },
        5000));
}

TEST_F(VaultImportTest, AFormWithChangesIsAskedFirst) {
    auto* name = begunForm();
    ASSERT_TRUE(name);
    page.importFrom(write("API_TOKEN=theirs\n"));
    ASSERT_TRUE(button(QStringLiteral("Keep editing")));
    button(QStringLiteral("Keep editing"))->click();
    EXPECT_TRUE(name->isVisible());
    EXPECT_EQ(name->text(), QStringLiteral("github"));
    name->selectAll();
    QTest::keyClick(name, Qt::Key_Delete);
    import("API_TOKEN=theirs\n");
    EXPECT_FALSE(name->isVisible()) << "an empty one yields";
}

TEST_F(VaultImportTest, AFormThatIsBegunWhileTheFileIsReadIsAskedToo) {
    page.importFrom(write("API_TOKEN=theirs\n"));
    auto* name = begunForm();
    ASSERT_TRUE(name);
    ASSERT_TRUE(QTest::qWaitFor([&] { return button(QStringLiteral("Keep editing")) != nullptr; }, 5000));
    EXPECT_FALSE(list()->isVisible());
    EXPECT_EQ(name->text(), QStringLiteral("github"));
}

TEST_F(VaultImportTest, WhatWasFoundDoesNotOutlastThePanel) {
    import("API_TOKEN=theirs\n");
    page.beginAdding();
    EXPECT_FALSE(list()->isVisible());
    EXPECT_EQ(list()->count(), 0);
}

} // namespace knockback::ui
