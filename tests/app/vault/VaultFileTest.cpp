// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/vault/VaultFixture.h"

#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

namespace knockback::test {

using vault::VaultErrorKind;

class VaultFileTest : public VaultFixture {};

TEST_F(VaultFileTest, IsEmptyUntilTheFirstSaveAndThenThere) {
    const auto empty = openedVault();
    EXPECT_TRUE(empty->list().empty());
    EXPECT_FALSE(QFileInfo::exists(path()));
    ASSERT_TRUE(empty->add(bearer("github"), value("hunter2-hunter2")));
    EXPECT_EQ(shown(openedVault()->reveal("github", vault::SecretRole::Value)), "hunter2-hunter2");
}

TEST_F(VaultFileTest, IsForItsOwnerOnlyAndShowsNoSecretAndNoName) {
    const auto previous = ::umask(0);
    ASSERT_TRUE(openedVault()->add(bearer("production-key", {"api.secret-customer.test"}), value("hunter2-hunter2")));
    ::umask(previous);
    struct stat facts {};
    ASSERT_EQ(::stat(path().toLocal8Bit().constData(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777, 0600U);
    const auto bytes = fileBytes();
    for (const char* hidden : {"hunter2", "production", "customer", "open sesame", "bearer"})
        EXPECT_FALSE(bytes.contains(hidden)) << hidden;
    EXPECT_FALSE(bytes.contains(QByteArray("hunter2-hunter2").toBase64().left(8)));
    EXPECT_FALSE(bytes.contains(QByteArray("hunter2-hunter2").toHex().left(8)));
}

TEST_F(VaultFileTest, TwoSavesOfTheSameHaveNothingInCommon) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("same same same same")));
    const auto first = fileBytes();
    ASSERT_TRUE(vault->recordProblem("a", QStringLiteral("x")));
    const auto second = fileBytes();
    ASSERT_EQ(first.size(), second.size());
    EXPECT_NE(first.right(256), second.right(256));
}

TEST_F(VaultFileTest, AWrongPassphraseIsSaidAndChangesNothing) {
    ASSERT_TRUE(openedVault()->add(bearer("a"), value("secret-value")));
    const auto before = fileBytes();
    vault::Vault other(store("not sesame"), vault::VaultMode::Passphrase, m_clock);
    EXPECT_EQ(errorOf(other.open()), VaultErrorKind::WrongPassphrase);
    EXPECT_EQ(errorOf(other.add(bearer("b"), value("x"))), VaultErrorKind::Locked);
    EXPECT_EQ(fileBytes(), before);
}

TEST_F(VaultFileTest, NoDamagedFileIsEverOpenedOrOverwritten) {
    ASSERT_TRUE(openedVault()->add(bearer("a"), value("secret-value")));
    const auto good = fileBytes();
    // Every byte of the head, and every 13th of the rest; VaultFormatTest flips every bit.
    for (qsizetype i = 0; i < good.size(); i += i < 256 ? 1 : 13) {
        QByteArray damaged = good;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
        writeFile(damaged);
        vault::Vault vault(store(), vault::VaultMode::Passphrase, m_clock);
        ASSERT_EQ(errorOf(vault.open()), VaultErrorKind::Damaged) << i;
        ASSERT_TRUE(vault.list().empty());
        ASSERT_TRUE(errorOf(vault.add(bearer("b"), value("x"))));
        ASSERT_EQ(fileBytes(), damaged) << i;
    }
    writeFile(good);
    EXPECT_EQ(openedVault()->list().size(), 1U);
}

TEST_F(VaultFileTest, AFileCutAtAnyLengthIsDamagedAndNotEmpty) {
    ASSERT_TRUE(openedVault()->add(bearer("a"), value("secret-value")));
    const auto good = fileBytes();
    for (qsizetype length = 0; length < good.size();
         length += length < 256 ? 1 : 13) { // VaultFormatTest tries them all
        writeFile(good.first(length));
        ASSERT_EQ(errorOf(store()->load()), VaultErrorKind::Damaged) << length;
    }
}

TEST_F(VaultFileTest, DamageThatComesWhileOpenIsNotSavedOver) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("secret-value")));
    writeFile("somebody else's file");
    EXPECT_EQ(errorOf(vault->add(bearer("b"), value("x"))), VaultErrorKind::Damaged);
    EXPECT_EQ(fileBytes(), "somebody else's file");
    EXPECT_TRUE(vault->find("a")) << "what was read stays usable";
}

TEST_F(VaultFileTest, AFileThatDisappearsIsNotStartedAnew) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("secret-value")));
    ASSERT_TRUE(QFile::remove(path()));
    EXPECT_EQ(errorOf(vault->add(bearer("b"), value("x"))), VaultErrorKind::Absent);
    EXPECT_FALSE(QFileInfo::exists(path()));
}

TEST_F(VaultFileTest, ASaveOfSomebodyElseMakesOursStale) {
    const auto mine = store();
    const auto theirs = store();
    ASSERT_TRUE(mine->load());
    ASSERT_TRUE(theirs->load());
    ASSERT_TRUE(theirs->save({}));
    const auto bytes = fileBytes();
    EXPECT_EQ(errorOf(mine->save({})), VaultErrorKind::Stale) << "even when both began without a file";
    ASSERT_TRUE(mine->load());
    ASSERT_TRUE(mine->save({}));
    EXPECT_EQ(errorOf(theirs->save({})), VaultErrorKind::Stale);
    EXPECT_NE(fileBytes(), bytes);
}

TEST_F(VaultFileTest, ABackupOfTheSameGenerationIsNotTakenForOurFile) {
    const auto mine = store();
    ASSERT_TRUE(mine->load());
    ASSERT_TRUE(mine->save({}));
    const auto fork = fileBytes();
    ASSERT_TRUE(mine->save({}));
    const auto ours = fileBytes();
    writeFile(fork);
    const auto other = store();
    ASSERT_TRUE(other->load());
    ASSERT_TRUE(other->save({})); // generation 2, as ours, but not ours
    ASSERT_NE(fileBytes(), ours);
    EXPECT_EQ(errorOf(mine->save({})), VaultErrorKind::Stale);
}

TEST_F(VaultFileTest, ALinkAFolderAndAFifoAreRefusedAtOnce) {
    ASSERT_TRUE(QFile::link(QStringLiteral("/etc/passwd"), path()));
    EXPECT_EQ(errorOf(store()->load()), VaultErrorKind::Storage);
    ASSERT_TRUE(QFile::remove(path()));
    ASSERT_TRUE(QDir().mkdir(path()));
    EXPECT_EQ(errorOf(store()->load()), VaultErrorKind::Storage);
    ASSERT_TRUE(QDir().rmdir(path()));
    ASSERT_EQ(::mkfifo(path().toLocal8Bit().constData(), 0600), 0);
    EXPECT_EQ(errorOf(store()->load()), VaultErrorKind::Storage);
}

TEST_F(VaultFileTest, AnUnwritableFolderIsSaidInASentence) {
    const QString hopeless = QStringLiteral("/proc/knockback-cannot-be-made/k.vault");
    vault::VaultFile file(hopeless,
                          std::make_unique<vault::PassphraseWrap>(base::Secret("x"), QStringLiteral("The passphrase"),
                                                                  base::systemRandom(), cheap),
                          base::systemRandom());
    ASSERT_TRUE(file.load());
    const auto saved = file.save({});
    ASSERT_EQ(errorOf(saved), VaultErrorKind::Storage);
    EXPECT_TRUE(saved.error().sentence.contains(hopeless));
}

TEST_F(VaultFileTest, LeftoversOfAKilledSaveAreSweptAndNothingElseIs) {
    const auto vault = openedVault();
    for (const char* name : {"k.vault.new-Ab3dEf", "k.vault.new-toolong", "k.vault.bak", "other.vault.new-Ab3dEf"}) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    }
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    const auto left = QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    EXPECT_EQ(left, QStringList({QStringLiteral("k.vault"), QStringLiteral("k.vault.bak"),
                                 QStringLiteral("k.vault.lock"), QStringLiteral("k.vault.new-toolong"),
                                 QStringLiteral("k.vault.seen"), QStringLiteral("other.vault.new-Ab3dEf")}));
}

TEST_F(VaultFileTest, FoldersAreMadeForTheOwnerOnly) {
    const QString deep = m_folder.filePath(QStringLiteral("a/b/k.vault"));
    vault::VaultFile file(deep,
                          std::make_unique<vault::PassphraseWrap>(base::Secret("x"), QStringLiteral("The passphrase"),
                                                                  base::systemRandom(), cheap),
                          base::systemRandom());
    ASSERT_TRUE(file.load());
    ASSERT_TRUE(file.save({}));
    struct stat facts {};
    ASSERT_EQ(::stat(QFileInfo(deep).absolutePath().toLocal8Bit().constData(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0700U);
}

TEST_F(VaultFileTest, AKeySlotThatIsNotOursIsNamed) {
    class OtherWrap final : public vault::KeyWrap {
        vault::KeySlot::Kind kind() const override { return vault::KeySlot::Kind::Keychain; }
        base::Result<vault::KeySlot, vault::VaultError> wrap(const base::Secret&) override {
            return vault::KeySlot{kind(), QByteArray(16, 'i')};
        }
        base::Result<base::Secret, vault::VaultError> unwrap(const vault::KeySlot&) override {
            return base::Secret::zeros(vault::vaultKeySize);
        }
    };
    vault::VaultFile byKeychain(path(), std::make_unique<OtherWrap>(), base::systemRandom());
    ASSERT_TRUE(byKeychain.load());
    ASSERT_TRUE(byKeychain.save({}));
    EXPECT_EQ(errorOf(store()->load()), VaultErrorKind::Locked) << "a passphrase does not open it";
    vault::VaultFile again(path(), std::make_unique<OtherWrap>(), base::systemRandom());
    EXPECT_EQ(errorOf(again.load()), VaultErrorKind::Damaged) << "a key of zeros is not its key";
}

} // namespace knockback::test
