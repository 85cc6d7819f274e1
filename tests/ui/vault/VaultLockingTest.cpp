// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/PassphraseWrap.h"
#include "app/vault/VaultFile.h"
#include "tests/ui/shell/FakeBackend.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/LockDesk.h"
#include "ui/vault/LockSettings.h"
#include "ui/vault/SecretText.h"
#include "ui/vault/VaultPage.h"

#include <QTemporaryDir>
#include <QToolButton>

namespace knockback::ui {

using namespace std::chrono_literals;

class VaultLockingTest : public testing::Test {
protected:
    VaultLockingTest() {
        EXPECT_TRUE(vault.open().ok());
        vault::Credential credential;
        credential.name = "github";
        credential.hosts = {"api.example"};
        vault::Secrets secrets;
        secrets[vault::SecretRole::Value] = base::Secret("stored-secret-value");
        EXPECT_TRUE(vault.add(credential, std::move(secrets)).ok());
        vault.onChanged([this] {
            QMetaObject::invokeMethod(
                &backend, [this] { Q_EMIT backend.credentialsChanged(); }, Qt::QueuedConnection);
        });
        page.resize(1300, 700);
        page.show();
    }
    ~VaultLockingTest() override { vault.onChanged({}); }
    std::unique_ptr<vault::VaultFile> store() {
        auto wrap = std::make_unique<vault::PassphraseWrap>(base::Secret("open sesame"), QStringLiteral("x"),
                                                            base::systemRandom(), vault::KdfCost{1, 8192});
        return std::make_unique<vault::VaultFile>(folder.filePath(QStringLiteral("k.vault")), std::move(wrap),
                                                  base::systemRandom());
    }
    QLineEdit* passphrase() {
        for (auto* field : page.findChildren<QLineEdit*>())
            if (field->accessibleName() == QStringLiteral("Passphrase"))
                return field;
        return nullptr;
    }
    bool saysLocked() {
        for (const auto* label : page.findChildren<QLabel*>())
            if (label->isVisible() && label->text() == QStringLiteral("The vault is locked"))
                return true;
        return false;
    }
    void lock() {
        page.lock().lockNow();
        ASSERT_TRUE(QTest::qWaitFor([&] { return saysLocked(); }, 5000));
    }

    QTemporaryDir folder;
    test::FakeBackend backend;
    vault::Vault vault{store(), vault::VaultMode::Passphrase, backend.time().clock()};
    ThemeManager themes{ThemeKind::Light};
    VaultPage page{backend, vault, themes};
};

TEST_F(VaultLockingTest, TheButtonLocksAndThePassphraseUnlocks) {
    QTest::mouseClick(page.findChild<QPushButton*>(QStringLiteral("lockVault")), Qt::LeftButton, {}, QPoint(10, 10));
    ASSERT_TRUE(QTest::qWaitFor([&] { return saysLocked(); }, 5000));
    EXPECT_TRUE(vault.isLocked());
    EXPECT_FALSE(page.findChild<QPushButton*>(QStringLiteral("addCredential"))->isEnabled());
    passphrase()->setFocus();
    QTest::keyClicks(passphrase(), QStringLiteral("wrong"));
    QTest::keyClick(passphrase(), Qt::Key_Return);
    EXPECT_TRUE(passphrase()->text().isEmpty()) << "the field forgets it at once";
    ASSERT_TRUE(QTest::qWaitFor([&] { return passphrase()->isEnabled(); }, 5000));
    EXPECT_TRUE(vault.isLocked());
    QTest::keyClicks(passphrase(), QStringLiteral("open sesame"));
    QTest::keyClick(passphrase(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !vault.isLocked() && !saysLocked(); }, 5000));
    EXPECT_TRUE(page.findChild<QPushButton*>(QStringLiteral("addCredential"))->isEnabled());
}

TEST_F(VaultLockingTest, ItLocksWhenNobodyTouchedTheWindow) {
    page.lock().setPolicy({5min, true, true});
    backend.time().advance(4min);
    QTest::keyClick(&page, Qt::Key_Down);
    backend.time().advance(4min);
    QCoreApplication::processEvents();
    EXPECT_FALSE(vault.isLocked());
    backend.time().advance(2min);
    EXPECT_TRUE(QTest::qWaitFor([&] { return vault.isLocked(); }, 5000));
}

TEST_F(VaultLockingTest, ARevealedSecretIsHiddenWithIt) {
    page.select("github");
    auto* text = page.findChild<SecretText*>();
    for (auto* button : page.findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Reveal"))
            QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_TRUE(text->isRevealed());
    lock();
    EXPECT_FALSE(text->isRevealed());
}

TEST_F(VaultLockingTest, AFormThatWasBegunComesBackWithoutItsSecrets) {
    page.beginAdding();
    const auto field = [this](const QString& name) {
        for (auto* line : page.findChildren<QLineEdit*>())
            if (line->accessibleName() == name)
                return line;
        return static_cast<QLineEdit*>(nullptr);
    };
    QTest::keyClicks(field(QStringLiteral("Name")), QStringLiteral("new"));
    QTest::keyClicks(field(QStringLiteral("Secret")), QStringLiteral("typed-secret"));
    lock();
    EXPECT_TRUE(field(QStringLiteral("Secret"))->text().isEmpty()) << "locking forgets what was typed, too";
    QTest::keyClicks(passphrase(), QStringLiteral("open sesame"));
    QTest::keyClick(passphrase(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !vault.isLocked() && !saysLocked(); }, 5000));
    EXPECT_TRUE(field(QStringLiteral("Name"))->isVisible());
    EXPECT_EQ(field(QStringLiteral("Name"))->text(), QStringLiteral("new"));
}

TEST_F(VaultLockingTest, WhoComesToALockedPageCanTypeAtOnce) {
    lock();
    page.hide();
    page.show();
    EXPECT_EQ(page.focusWidget(), passphrase());
}

TEST_F(VaultLockingTest, AnImportWaitsUntilItIsUnlocked) {
    lock();
    page.importFrom(folder.filePath(QStringLiteral(".env")));
    QString all;
    for (const auto* label : page.findChildren<QLabel*>())
        if (label->isVisible())
            all += label->text();
    EXPECT_TRUE(all.contains(u"unlock it, then import")) << all.toStdString();
    EXPECT_TRUE(saysLocked());
}

TEST_F(VaultLockingTest, SaysWhatWaitsForIt) {
    lock();
    Q_EMIT backend.vaultAwaited();
    Q_EMIT backend.vaultAwaited();
    QString all;
    for (const auto* label : page.findChildren<QLabel*>())
        if (label->isVisible())
            all += label->text();
    EXPECT_TRUE(all.contains(u"2 requests wait"));
    EXPECT_TRUE(all.contains(u"the lab work as before"));
}

TEST(LockSettingsTest, AreKeptInTheDataFolder) {
    const QTemporaryDir folder;
    EXPECT_EQ(loadLockPolicy(folder.path()), vault::LockPolicy());
    const vault::LockPolicy never{std::nullopt, false, true};
    saveLockPolicy(folder.path(), never);
    EXPECT_EQ(loadLockPolicy(folder.path()), never);
    saveLockPolicy(folder.path(), {1min, true, false});
    EXPECT_EQ(loadLockPolicy(folder.path()), (vault::LockPolicy{1min, true, false}));
    EXPECT_EQ(loadLockPolicy(QString()), vault::LockPolicy());
}

} // namespace knockback::ui
