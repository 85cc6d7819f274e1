// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/OpenVault.h"
#include "app/vault/Keychain.h"
#include "tests/app/vault/VaultFixture.h"

#include <QFileInfo>

namespace knockback::test {

using vault::KeychainState;
using vault::VaultErrorKind;
using vault::VaultMode;

namespace {
// Answers from another thread, as the real one does.
class FakeKeychain final : public vault::Keychain {
public:
    void probe(std::function<void(KeychainState)> done) override {
        std::thread([state = state, done = std::move(done)] { done(state); }).detach();
    }
    void read(const QByteArray& item, std::function<void(Read)> done) override {
        if (state != KeychainState::Unlocked)
            return done(base::Failure(vault::KeychainError{false, QStringLiteral("is locked")}));
        const auto found = items.find(item);
        if (found == items.end())
            return done(base::Failure(vault::KeychainError{true, QStringLiteral("has no such item")}));
        done(found->second.clone());
    }
    void write(const QByteArray& item, const base::Secret& key, std::function<void(Written)> done) override {
        if (refuses)
            return done(base::Failure(vault::KeychainError{false, QStringLiteral("refused (no room)")}));
        items.insert_or_assign(item, key.clone());
        done(base::Done{});
    }

    KeychainState state = KeychainState::Unlocked;
    bool refuses = false;
    std::map<QByteArray, base::Secret> items;
};
} // namespace

class OpenVaultTest : public VaultFixture {
protected:
    void SetUp() override {
        m_options.path = path();
        m_options.clock = &m_clock;
        m_options.system = &m_keychain;
        m_options.cost = cheap;
    }

    void usePassphrase(const QByteArray& passphrase) {
        const QString file = m_folder.filePath(QStringLiteral("pass"));
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(passphrase);
        m_options.passphraseFile = file;
    }

    void addOne() {
        const auto opened = vault::openVault(m_options);
        ASSERT_TRUE(opened) << opened.error().sentence.toStdString();
        ASSERT_TRUE(opened->vault->add(bearer("a"), value("secret-value")));
    }

    FakeKeychain m_keychain;
    vault::VaultOptions m_options;
};

TEST_F(OpenVaultTest, AnUnlockedKeychainHoldsTheKeyAndOnlyTheKey) {
    addOne();
    ASSERT_EQ(m_keychain.items.size(), 1U);
    const auto& [item, key] = *m_keychain.items.begin();
    EXPECT_TRUE(item.startsWith("knockback/dek/"));
    EXPECT_EQ(item.size(), 14 + 32);
    EXPECT_EQ(key.size(), 32U);
    EXPECT_FALSE(fileBytes().contains(key.reveal().toByteArray()));
    const auto again = vault::openVault(m_options);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->vault->mode(), VaultMode::Keychain);
    EXPECT_TRUE(again->notice.isEmpty());
    EXPECT_EQ(shown(again->vault->reveal("a", vault::SecretRole::Value)), "secret-value");
}

TEST_F(OpenVaultTest, OpeningAloneWritesNothing) {
    ASSERT_TRUE(vault::openVault(m_options));
    EXPECT_TRUE(m_keychain.items.empty());
    EXPECT_FALSE(QFileInfo::exists(path()));
}

TEST_F(OpenVaultTest, WithoutAKeychainItIsMemoryOnlyAndSaysWhyAndWhatToDo) {
    const std::pair<KeychainState, const char*> table[] = {
        {KeychainState::NoBus, "no D-Bus session"},
        {KeychainState::NoService, "no Secret Service"},
        {KeychainState::NotAnswering, "does not answer"},
        {KeychainState::NoDefaultCollection, "no default keyring"},
        {KeychainState::Locked, "locked"},
        {KeychainState::Unsupported, "QT_NO_GLIB"},
        {KeychainState::NotInstalled, "not installed"},
    };
    for (const auto& [state, why] : table) {
        m_keychain.state = state;
        const auto opened = vault::openVault(m_options);
        ASSERT_TRUE(opened) << why;
        EXPECT_EQ(opened->vault->mode(), VaultMode::MemoryOnly);
        EXPECT_TRUE(opened->notice.contains(QString::fromLatin1(why))) << opened->notice.toStdString();
        EXPECT_TRUE(opened->notice.contains(QStringLiteral("in memory only")));
        EXPECT_TRUE(opened->notice.contains(QStringLiteral("--passphrase-file")));
        EXPECT_TRUE(opened->vault->add(bearer("a"), value("x")));
        EXPECT_FALSE(QFileInfo::exists(path()));
    }
}

TEST_F(OpenVaultTest, AnExistingVaultIsNeverReplacedByAnEmptyOne) {
    addOne();
    const auto before = fileBytes();
    const std::pair<KeychainState, VaultErrorKind> table[] = {
        {KeychainState::NoBus, VaultErrorKind::Absent},
        {KeychainState::NoService, VaultErrorKind::Absent},
        {KeychainState::NotAnswering, VaultErrorKind::Locked},
        {KeychainState::NoDefaultCollection, VaultErrorKind::Absent},
        {KeychainState::Locked, VaultErrorKind::Locked},
        {KeychainState::Unsupported, VaultErrorKind::Absent},
    };
    for (const auto& [state, kind] : table) {
        m_keychain.state = state;
        const auto opened = vault::openVault(m_options);
        ASSERT_EQ(errorOf(opened), kind);
        EXPECT_TRUE(opened.error().sentence.contains(vault::describe(state)));
        EXPECT_TRUE(opened.error().sentence.contains(path()));
    }
    m_keychain.state = KeychainState::Unlocked;
    m_options.keychain = false;
    EXPECT_EQ(errorOf(vault::openVault(m_options)), VaultErrorKind::Locked);
    EXPECT_EQ(fileBytes(), before);
}

TEST_F(OpenVaultTest, AKeyThatIsGoneIsAbsent) {
    addOne();
    m_keychain.items.clear();
    EXPECT_EQ(errorOf(vault::openVault(m_options)), VaultErrorKind::Absent);
}

TEST_F(OpenVaultTest, AKeychainThatRefusesTheKeyLeavesNoFile) {
    m_keychain.refuses = true;
    const auto opened = vault::openVault(m_options);
    ASSERT_TRUE(opened);
    const auto added = opened->vault->add(bearer("a"), value("x"));
    ASSERT_EQ(errorOf(added), VaultErrorKind::Keychain);
    EXPECT_TRUE(added.error().sentence.contains(QStringLiteral("no room")));
    EXPECT_FALSE(QFileInfo::exists(path()));
}

TEST_F(OpenVaultTest, APassphraseFileWinsAndNeedsNoKeychain) {
    usePassphrase("open sesame\n");
    m_keychain.state = KeychainState::NoBus;
    addOne();
    EXPECT_TRUE(m_keychain.items.empty());
    const auto again = vault::openVault(m_options);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->vault->mode(), VaultMode::Passphrase);
    EXPECT_TRUE(again->notice.isEmpty());
    EXPECT_EQ(again->vault->list().size(), 1U);
}

TEST_F(OpenVaultTest, WhatIsWrongWithAPassphraseIsSaid) {
    usePassphrase("open sesame");
    addOne();
    usePassphrase("open barley");
    const auto wrong = vault::openVault(m_options);
    ASSERT_EQ(errorOf(wrong), VaultErrorKind::WrongPassphrase);
    EXPECT_FALSE(wrong.error().sentence.contains(QStringLiteral("barley")));
    m_options.passphraseFile = m_folder.filePath(QStringLiteral("nowhere"));
    EXPECT_EQ(errorOf(vault::openVault(m_options)), VaultErrorKind::Locked);
}

TEST_F(OpenVaultTest, AVaultWithAPassphraseAsksForItWhateverTheKeychainSays) {
    usePassphrase("open sesame");
    addOne();
    m_options.passphraseFile.reset();
    for (const auto state : {KeychainState::Unlocked, KeychainState::NoBus, KeychainState::Locked}) {
        m_keychain.state = state;
        const auto opened = vault::openVault(m_options);
        ASSERT_EQ(errorOf(opened), VaultErrorKind::Locked);
        EXPECT_TRUE(opened.error().sentence.contains(QStringLiteral("--passphrase-file")));
    }
}

TEST_F(OpenVaultTest, ADamagedFileIsDamagedAlsoWithoutItsKey) {
    writeFile("not a vault");
    for (const auto state : {KeychainState::Unlocked, KeychainState::NoBus}) {
        m_keychain.state = state;
        EXPECT_EQ(errorOf(vault::openVault(m_options)), VaultErrorKind::Damaged);
    }
    EXPECT_EQ(fileBytes(), "not a vault");
}

TEST_F(OpenVaultTest, AWindowGetsALockedVaultAndUnlocksItWhenTheKeyringIs) {
    addOne();
    m_options.mayStartLocked = true;
    m_keychain.state = KeychainState::Locked;
    const auto opened = vault::openVault(m_options);
    ASSERT_TRUE(opened) << opened.error().sentence.toStdString();
    EXPECT_TRUE(opened->vault->isLocked());
    EXPECT_TRUE(opened->notice.contains(u"keychain")) << opened->notice.toStdString();
    EXPECT_EQ(errorOf(opened->vault->use("a", vault::SecretRole::Value, "api.test")), VaultErrorKind::Locked);
    EXPECT_EQ(errorOf(opened->vault->unlock()), VaultErrorKind::Locked);
    m_keychain.state = KeychainState::Unlocked;
    ASSERT_TRUE(opened->vault->unlock());
    EXPECT_EQ(shown(opened->vault->use("a", vault::SecretRole::Value, "api.test")), "secret-value");
}

TEST_F(OpenVaultTest, AWindowAsksForThePassphraseOfAVaultThatHasOne) {
    usePassphrase("open sesame");
    addOne();
    m_options.passphraseFile.reset();
    m_options.mayStartLocked = true;
    for (const auto state : {KeychainState::Unlocked, KeychainState::NoBus, KeychainState::Locked}) {
        m_keychain.state = state;
        const auto opened = vault::openVault(m_options);
        ASSERT_TRUE(opened);
        EXPECT_TRUE(opened->vault->isLocked());
        EXPECT_EQ(opened->vault->mode(), VaultMode::Passphrase);
        EXPECT_EQ(errorOf(opened->vault->unlock(base::Secret("sesame"))), VaultErrorKind::WrongPassphrase);
        ASSERT_TRUE(opened->vault->unlock(base::Secret("open sesame")));
        EXPECT_EQ(opened->vault->list().size(), 1U);
    }
}

TEST_F(OpenVaultTest, ADamagedFileIsNoLockedOne) {
    writeFile("not a vault");
    m_options.mayStartLocked = true;
    for (const auto state : {KeychainState::Unlocked, KeychainState::NoBus}) {
        m_keychain.state = state;
        EXPECT_EQ(errorOf(vault::openVault(m_options)), VaultErrorKind::Damaged);
    }
}

TEST(KeychainState, BusErrorsAreSorted) {
    using vault::stateFromBusError;
    const auto error = [](const char* name) {
        return QStringLiteral("org.freedesktop.DBus.Error.") + QString::fromLatin1(name);
    };
    for (const char* nobody : {"ServiceUnknown", "NameHasNoOwner", "Spawn.ServiceNotFound", "Spawn.ExecFailed",
                               "UnknownMethod", "UnknownObject", "UnknownInterface"})
        EXPECT_EQ(stateFromBusError(error(nobody)), KeychainState::NoService) << nobody;
    for (const char* silent : {"NoReply", "Timeout", "TimedOut", "Failed"})
        EXPECT_EQ(stateFromBusError(error(silent)), KeychainState::NotAnswering) << silent;
    EXPECT_EQ(stateFromBusError(error("Disconnected")), KeychainState::NoBus);
    EXPECT_EQ(stateFromBusError(QStringLiteral("org.example.Broken")), KeychainState::NotAnswering);
}

} // namespace knockback::test
