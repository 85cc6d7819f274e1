// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/vault/PageFixture.h"
#include "ui/vault/ReplacePanel.h"
#include "ui/vault/SecretPaste.h"

#include <QClipboard>

namespace knockback::ui {

using vault::SecretRole;

class VaultReplaceTest : public PageFixture {
protected:
    void open() {
        table()->setFocus();
        QTest::keyClick(&page, Qt::Key_R, Qt::ControlModifier);
        ASSERT_TRUE(button(QStringLiteral("Replace it")));
    }
    void paste(const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        QTest::keyClick(page.focusWidget(), Qt::Key_V, Qt::ControlModifier);
    }
    bool isOpen() { return button(QStringLiteral("Replace it")) != nullptr; }
};

TEST_F(VaultReplaceTest, APastedSecretTakesTheOldOnesPlaceAndCanBeTakenBack) {
    add(record("github"), secretOf("old-secret"));
    open();
    EXPECT_FALSE(button(QStringLiteral("Replace it"))->isEnabled());
    paste(QStringLiteral("  new-secret\n"));
    EXPECT_TRUE(visibleText().contains(u"10 characters, without the spaces around them"))
        << visibleText().toStdString();
    EXPECT_FALSE(visibleText().contains(u"new-secret"));
    EXPECT_EQ(secret("github"), "old-secret") << "until it is saved";
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    ASSERT_TRUE(waitFor([&] { return !isOpen(); }));
    EXPECT_EQ(secret("github"), "new-secret");
    EXPECT_EQ(vault.find("github")->rotations.back().sentence, QStringLiteral("replaced by hand"));
    EXPECT_TRUE(says(QStringLiteral("replaced by hand")));
    press(QStringLiteral("Undo"));
    ASSERT_TRUE(waitFor([&] { return secret("github") == "old-secret"; }));
    EXPECT_TRUE(says(QStringLiteral("put back as it was")));
}

TEST_F(VaultReplaceTest, TypingIsNotTakenAndEscLeavesEverythingAsItWas) {
    add(record("github"), secretOf("old-secret"));
    open();
    QTest::keyClicks(page.focusWidget(), QStringLiteral("abc"));
    EXPECT_TRUE(visibleText().contains(u"Paste it with Ctrl+V"));
    EXPECT_FALSE(button(QStringLiteral("Replace it"))->isEnabled());
    paste(QStringLiteral("new-secret"));
    QTest::keyClick(page.focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(isOpen());
    EXPECT_EQ(secret("github"), "old-secret");
    EXPECT_EQ(page.focusWidget(), table());
}

TEST_F(VaultReplaceTest, AnAccessKeyIsPastedPartByPart) {
    auto secrets = secretOf("old-secret");
    secrets[SecretRole::UserName] = base::Secret("AKIAOLD");
    add(record("aws", vault::CredentialKind::AwsSigV4), std::move(secrets));
    open();
    paste(QStringLiteral("AKIANEW"));
    EXPECT_FALSE(button(QStringLiteral("Replace it"))->isEnabled());
    QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
    paste(QStringLiteral("new-secret"));
    press(QStringLiteral("Replace it"));
    ASSERT_TRUE(waitFor([&] { return !isOpen(); }));
    EXPECT_EQ(secret("aws"), "new-secret");
    EXPECT_EQ(secret("aws", SecretRole::UserName), "AKIANEW");
    EXPECT_EQ(secret("aws", SecretRole::SessionToken), "(none)");
}

TEST_F(VaultReplaceTest, OneThatWasRenewedMeanwhileIsKept) {
    add(record("github"), secretOf("old-secret"));
    open();
    ASSERT_TRUE(vault.rotate("github", 1, secretOf("renewed"), std::nullopt).ok());
    paste(QStringLiteral("mine"));
    press(QStringLiteral("Replace it"));
    ASSERT_TRUE(says(QStringLiteral("was renewed meanwhile")));
    EXPECT_EQ(secret("github"), "renewed");
}

TEST(ReplaceableSecretsTest, EveryKindHasOneThatIsRequired) {
    for (int kind = 0; kind <= static_cast<int>(vault::CredentialKind::Digest); ++kind) {
        const auto fields = replaceableSecrets(static_cast<vault::CredentialKind>(kind), {});
        EXPECT_TRUE(std::any_of(fields.begin(), fields.end(), [](const auto& field) { return field.required; }))
            << kind;
    }
}

TEST_F(VaultReplaceTest, ReturnOnCancelLeaves) {
    add(record("github"), secretOf("old-secret"));
    open();
    paste(QStringLiteral("new-secret"));
    button(QStringLiteral("Cancel"))->setFocus();
    QTest::keyClick(page.focusWidget(), Qt::Key_Return);
    EXPECT_FALSE(isOpen());
    EXPECT_EQ(page.focusWidget(), table());
    EXPECT_EQ(secret("github"), "old-secret");
}

TEST_F(VaultReplaceTest, WhatWasPastedDoesNotOutlastThePanel) {
    add(record("github"), secretOf("old-secret"));
    open();
    paste(QStringLiteral("new-secret"));
    const auto* panel = page.findChild<ReplacePanel*>();
    ASSERT_FALSE(panel->secrets().empty());
    page.beginAdding();
    EXPECT_TRUE(formIsOpen());
    EXPECT_TRUE(panel->secrets().empty());
}

} // namespace knockback::ui
