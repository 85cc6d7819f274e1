// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/WaysDialog.h"
#include "app/vault/KeychainState.h"
#include "app/vault/RecoveryKey.h"
#include "app/vault/VaultFile.h"
#include "tests/support/SeededRandom.h"
#include "tests/support/VirtualScheduler.h"
#include "ui/theme/ThemeManager.h"
#include "ui/vault/SecretText.h"

#include <QPointer>
#include <QTemporaryDir>

namespace knockback::ui {

using vault::KeySlot;

namespace {

class FakeKeychain final : public vault::Keychain {
public:
    void probe(std::function<void(vault::KeychainState)> done) override { done(state); }
    void read(const QByteArray& item, std::function<void(Read)> done) override {
        const auto found = items.find(item);
        if (found == items.end())
            return done(base::Failure(vault::KeychainError{true, QStringLiteral("has no such item")}));
        done(found->second.clone());
    }
    void write(const QByteArray& item, const base::Secret& key, std::function<void(Written)> done) override {
        items.insert_or_assign(item, key.clone());
        done(base::Done{});
    }
    vault::KeychainState state = vault::KeychainState::Unlocked;
    std::map<QByteArray, base::Secret> items;
};

constexpr vault::KdfCost cheap{1, 8192};

} // namespace

class WaysDialogTest : public testing::Test {
protected:
    WaysDialogTest() {
        EXPECT_TRUE(vault.open().ok());
        vault::Credential credential;
        credential.name = "c";
        EXPECT_TRUE(vault.add(credential, {}).ok());
        open();
    }
    ~WaysDialogTest() override { delete dialog; }
    void open() {
        dialog =
            new WaysDialog({vault, [this]() -> vault::Keychain& { return keychain; }, random, time, cheap}, themes);
        dialog->open();
        ASSERT_TRUE(QTest::qWaitForWindowActive(dialog));
        settle();
    }
    std::unique_ptr<vault::VaultFile> store(const QByteArray& passphrase) {
        auto wrap = std::make_unique<vault::PassphraseWrap>(base::Secret(passphrase), QStringLiteral("x"),
                                                            base::systemRandom(), cheap);
        return std::make_unique<vault::VaultFile>(folder.filePath(QStringLiteral("k.vault")), std::move(wrap),
                                                  base::systemRandom());
    }
    bool opensWith(const QByteArray& passphrase) {
        vault::Vault other{store(passphrase), vault::VaultMode::Passphrase, time.clock()};
        return other.open().ok();
    }
    std::vector<KeySlot::Kind> kinds() { return vault::slotKindsOf(folder.filePath(QStringLiteral("k.vault"))); }
    QPushButton* button(const QString& text, const QString& accessible = {}) {
        for (auto* widget : dialog->findChildren<QPushButton*>())
            if (widget->isVisible() && widget->text() == text &&
                (accessible.isEmpty() || widget->accessibleName() == accessible))
                return widget;
        return nullptr;
    }
    void press(const QString& text, const QString& accessible = {}) {
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return button(text, accessible) && button(text, accessible)->isEnabled(); }, 5000))
            << text.toStdString() << visibleText().toStdString();
        QTest::mouseClick(button(text, accessible), Qt::LeftButton);
    }
    void type(const QString& name, const QString& text) {
        for (auto* line : dialog->findChildren<QLineEdit*>())
            if (line->accessibleName() == name) {
                line->setFocus();
                line->selectAll();
                QTest::keyClicks(line, text);
            }
    }
    QString visibleText() {
        QString text;
        for (const auto* label : dialog->findChildren<QLabel*>())
            if (label->isVisible())
                text += label->text() + u'\n';
        return text;
    }
    bool says(const QString& text) {
        return QTest::qWaitFor([&] { return visibleText().contains(text); }, 5000);
    }
    void settle() { EXPECT_TRUE(says(QStringLiteral("✓ opens this vault"))) << visibleText().toStdString(); }

    QTemporaryDir folder;
    test::VirtualScheduler time;
    test::SeededRandom random{7};
    FakeKeychain keychain;
    vault::Vault vault{store("open sesame"), vault::VaultMode::Passphrase, time.clock()};
    ThemeManager themes{ThemeKind::Light};
    QPointer<WaysDialog> dialog;
};

TEST_F(WaysDialogTest, TheOnlyWayCannotBeRemoved) {
    ASSERT_TRUE(button(QStringLiteral("Remove"), QStringLiteral("Remove: Passphrase")));
    EXPECT_FALSE(button(QStringLiteral("Remove"), QStringLiteral("Remove: Passphrase"))->isEnabled());
    EXPECT_FALSE(button(QStringLiteral("Remove"), QStringLiteral("Remove: Recovery key")));
}

TEST_F(WaysDialogTest, ThePassphraseIsTypedTwiceAndItsStrengthIsSaid) {
    press(QStringLiteral("Change…"));
    type(QStringLiteral("New passphrase"), QStringLiteral("hunter2"));
    EXPECT_TRUE(visibleText().contains(u"Weak"));
    type(QStringLiteral("New passphrase"), QStringLiteral("plum orbit lantern seven"));
    EXPECT_TRUE(visibleText().contains(u"Strong"));
    type(QStringLiteral("The same again"), QStringLiteral("plum"));
    EXPECT_TRUE(visibleText().contains(u"not the same"));
    EXPECT_FALSE(button(QStringLiteral("Set it"))->isEnabled());
    type(QStringLiteral("The same again"), QStringLiteral("plum orbit lantern seven"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    ASSERT_TRUE(says(QStringLiteral("opens the vault from now on")));
    EXPECT_TRUE(opensWith("plum orbit lantern seven"));
    EXPECT_FALSE(opensWith("open sesame"));
    for (const auto* line : dialog->findChildren<QLineEdit*>())
        EXPECT_TRUE(line->text().isEmpty()) << "nothing of it stays in a field";
}

TEST_F(WaysDialogTest, MovesToTheKeychainAndBack) {
    press(QStringLiteral("Use it"));
    ASSERT_TRUE(says(QStringLiteral("The keychain opens the vault from now on")));
    EXPECT_EQ(keychain.items.size(), 1U);
    EXPECT_EQ(vault.mode(), vault::VaultMode::Keychain);
    press(QStringLiteral("Remove"), QStringLiteral("Remove: Passphrase"));
    EXPECT_EQ(kinds().size(), 2U) << "asked first";
    press(QStringLiteral("Remove it"));
    ASSERT_TRUE(says(QStringLiteral("does not open the vault any more")));
    EXPECT_EQ(kinds(), std::vector{KeySlot::Kind::Keychain});
    press(QStringLiteral("Set…"));
    type(QStringLiteral("New passphrase"), QStringLiteral("plum orbit"));
    type(QStringLiteral("The same again"), QStringLiteral("plum orbit"));
    for (auto* box : dialog->findChildren<QCheckBox*>())
        QTest::keyClick(box, Qt::Key_Space);
    press(QStringLiteral("Set it"));
    ASSERT_TRUE(says(QStringLiteral("and the keychain does not")));
    EXPECT_EQ(kinds(), std::vector{KeySlot::Kind::Passphrase});
    EXPECT_EQ(vault.mode(), vault::VaultMode::Passphrase);
    EXPECT_TRUE(opensWith("plum orbit"));
}

TEST_F(WaysDialogTest, ARecoveryKeyCountsWhenItsLastGroupWasTyped) {
    press(QStringLiteral("Make one…"));
    const QByteArray key = dialog->findChild<SecretText*>()->revealed().toByteArray();
    ASSERT_EQ(key.size(), 39);
    EXPECT_FALSE(visibleText().contains(QString::fromUtf8(key))) << "painted, and no widget's text";
    const QString last = QStringLiteral("Last group of the recovery key");
    type(last, QStringLiteral("____"));
    EXPECT_TRUE(visibleText().contains(u"look at the paper again"));
    EXPECT_FALSE(button(QStringLiteral("It is written down"))->isEnabled());
    EXPECT_EQ(kinds().size(), 1U) << "nothing has changed yet";
    type(last, QString::fromUtf8(key.last(4).toLower()));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    ASSERT_TRUE(says(QStringLiteral("The recovery key opens the vault")));
    EXPECT_FALSE(dialog->findChild<SecretText*>()->isRevealed()) << "shown once";
    auto file = store("not this");
    file->addWrap(std::make_unique<vault::PassphraseWrap>(vault::plainRecoveryKey(base::Secret(key)), QString(),
                                                          base::systemRandom(), cheap, KeySlot::Kind::Recovery));
    vault::Vault other{std::move(file), vault::VaultMode::Passphrase, time.clock()};
    EXPECT_TRUE(other.open().ok());
}

TEST_F(WaysDialogTest, AKeychainThatCannotBeUsedIsNotOffered) {
    delete dialog;
    keychain.state = vault::KeychainState::Locked;
    open();
    ASSERT_TRUE(button(QStringLiteral("Use it")));
    EXPECT_FALSE(button(QStringLiteral("Use it"))->isEnabled());
    EXPECT_TRUE(visibleText().contains(u"it cannot be used now: the keyring is locked")) << visibleText().toStdString();
}

TEST_F(WaysDialogTest, ClosingForgetsAndGoesWhenTheWorkIsDone) {
    press(QStringLiteral("Change…"));
    type(QStringLiteral("New passphrase"), QStringLiteral("plum orbit"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
    EXPECT_TRUE(QTest::qWaitFor([&] { return dialog.isNull(); }, 5000));
    EXPECT_TRUE(opensWith("open sesame"));
}

} // namespace knockback::ui
