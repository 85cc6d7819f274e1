// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/vault/VaultFixture.h"

#include <QDir>
#include <QElapsedTimer>

#include <sys/wait.h>
#include <unistd.h>

namespace knockback::test {

using vault::SecretRole;
using vault::VaultErrorKind;

// What may be done to a vault file from outside, and what a user may type. Bits, lengths, links and FIFOs are in
// VaultFormatTest and VaultFileTest.
class VaultAttackTest : public VaultFixture {
protected:
    // As another user, when this one may do everything.
    static int asNobody(const std::function<int()>& work) {
        const pid_t child = ::fork();
        if (child == 0) {
            constexpr uid_t nobody = 65'534;
            if (::geteuid() == 0 &&
                (::setresgid(nobody, nobody, nobody) != 0 || ::setresuid(nobody, nobody, nobody) != 0))
                ::_exit(99);
            ::_exit(work());
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
};

TEST_F(VaultAttackTest, AFileOfAnotherUserIsRefused) {
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root can give a file away";
    ASSERT_TRUE(openedVault()->add(bearer("a"), value("x")));
    ASSERT_EQ(::chown(QFile::encodeName(path()).constData(), 65'534, 65'534), 0);
    const auto opened = vault::Vault(store(), vault::VaultMode::Passphrase, m_clock).open();
    EXPECT_EQ(errorOf(opened), VaultErrorKind::Storage);
    EXPECT_TRUE(opened.error().sentence.contains(u"another user")) << opened.error().sentence.toStdString();
}

TEST_F(VaultAttackTest, InAFolderThatIsReadOnlyItOpensAndSaysThatItCannotSave) {
    ASSERT_TRUE(openedVault()->add(bearer("a"), value("x")));
    ASSERT_TRUE(QFile::remove(path() + QStringLiteral(".lock")));
    if (::geteuid() == 0) {
        ASSERT_EQ(::chown(QFile::encodeName(path()).constData(), 65'534, 65'534), 0);
    }
    ASSERT_EQ(::chmod(QFile::encodeName(m_folder.path()).constData(), 0555), 0);
    const int result = asNobody([this] {
        vault::Vault vault(store(), vault::VaultMode::Passphrase, m_clock);
        if (!vault.open() || vault.list().size() != 1)
            return 1;
        const auto added = vault.add(bearer("b"), value("y"));
        if (added || added.error().kind != VaultErrorKind::Storage)
            return 2;
        return vault.list().size() == 1 ? 0 : 3;
    });
    ASSERT_EQ(::chmod(QFile::encodeName(m_folder.path()).constData(), 0700), 0);
    EXPECT_EQ(result, 0);
}

TEST_F(VaultAttackTest, TenThousandEntriesAreSavedAndFoundAgain) {
    std::vector<vault::CredentialStore::Entry> entries;
    for (int i = 0; i < 10'000; ++i)
        entries.push_back({bearer("credential-" + QByteArray::number(i)), value("secret-" + QByteArray::number(i))});
    QElapsedTimer timer;
    timer.start();
    ASSERT_TRUE(store()->save(entries));
    const auto saved = timer.restart();
    const auto vault = openedVault();
    RecordProperty("saveMs", static_cast<int>(saved));
    RecordProperty("openMs", static_cast<int>(timer.elapsed()));
    ASSERT_EQ(vault->list().size(), 10'000U);
    EXPECT_EQ(shown(vault->reveal("credential-7777", SecretRole::Value)), "secret-7777");
    ASSERT_TRUE(vault->rotate("credential-5", 0, value("fresh"), {}));
    EXPECT_EQ(shown(openedVault()->reveal("credential-5", SecretRole::Value)), "fresh");
}

TEST_F(VaultAttackTest, APassphraseMayHoldAnything) {
    for (const QByteArray& passphrase : {QByteArray("a\0b", 3), QByteArray(1'000'000, 'x'),
                                         QByteArray("\xff\xfe not text"), QByteArray("\xf0\x9f\x94\x91")}) {
        QFile::remove(path());
        ASSERT_TRUE(openedVault(passphrase)->add(bearer("a"), value("x")));
        EXPECT_EQ(openedVault(passphrase)->list().size(), 1U);
        const auto almost = vault::Vault(store(passphrase.chopped(1)), vault::VaultMode::Passphrase, m_clock).open();
        EXPECT_EQ(errorOf(almost), VaultErrorKind::WrongPassphrase);
    }
}

TEST_F(VaultAttackTest, OneTextIsOnePassphraseHoweverItsLettersAreComposed) {
    const QByteArray composed = "Z\xc3\xbcrich caf\xc3\xa9";
    const QByteArray apart = "Zu\xcc\x88rich cafe\xcc\x81";
    ASSERT_TRUE(openedVault(composed)->add(bearer("a"), value("x")));
    EXPECT_EQ(openedVault(apart)->list().size(), 1U);
    EXPECT_EQ(errorOf(vault::Vault(store("Zurich cafe"), vault::VaultMode::Passphrase, m_clock).open()),
              VaultErrorKind::WrongPassphrase);
}

} // namespace knockback::test
