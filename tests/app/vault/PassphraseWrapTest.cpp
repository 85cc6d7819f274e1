// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/vault/VaultFixture.h"

namespace knockback::test {

using vault::KdfCost;
using vault::PassphraseWrap;
using vault::VaultErrorKind;

class PassphraseWrapTest : public VaultFixture {
protected:
    [[nodiscard]] static PassphraseWrap wrapOf(const QByteArray& passphrase, KdfCost cost = cheap) {
        return {base::Secret(passphrase), QStringLiteral("The passphrase"), base::systemRandom(), cost};
    }
    [[nodiscard]] static base::Secret someKey() { return base::Secret(QByteArray(32, 'k')); }

    [[nodiscard]] QByteArray readBack(const QByteArray& contents) const {
        writeFile(contents);
        const auto passphrase = vault::readPassphraseFile(path());
        return passphrase ? passphrase->reveal().toByteArray() : QByteArray("error");
    }
};

TEST_F(PassphraseWrapTest, OpensWhatItWrapped) {
    for (const QByteArray& passphrase :
         {QByteArray("x"), QByteArray("pässwörd 🗝"), QByteArray("a\0b", 3), QByteArray(60'000, 'z')}) {
        const auto slot = wrapOf(passphrase).wrap(someKey());
        ASSERT_TRUE(slot);
        EXPECT_FALSE(slot->payload.contains(QByteArray(8, 'k')));
        const auto key = wrapOf(passphrase).unwrap(*slot);
        ASSERT_TRUE(key);
        EXPECT_TRUE(*key == someKey());
        EXPECT_EQ(errorOf(wrapOf(passphrase + "x").unwrap(*slot)), VaultErrorKind::WrongPassphrase);
    }
}

TEST_F(PassphraseWrapTest, APassphraseIsNotCutAtANul) {
    const auto slot = wrapOf(QByteArray("a\0b", 3)).wrap(someKey());
    EXPECT_EQ(errorOf(wrapOf("a").unwrap(*slot)), VaultErrorKind::WrongPassphrase);
    EXPECT_EQ(errorOf(wrapOf(QByteArray("a\0c", 3)).unwrap(*slot)), VaultErrorKind::WrongPassphrase);
}

TEST_F(PassphraseWrapTest, EveryChangedByteOfTheSlotIsRefused) {
    const auto slot = wrapOf("x").wrap(someKey());
    ASSERT_TRUE(slot);
    for (qsizetype i = 0; i < slot->payload.size(); ++i) {
        auto changed = *slot;
        // Bits that do not make the derivation dear: the limits themselves are the next test.
        changed.payload[i] = static_cast<char>(changed.payload[i] ^ (i < 16 ? 0x40 : 0x01));
        if (i == 0 || i == 8 || i == 9 || i == 10)
            continue;
        EXPECT_TRUE(errorOf(wrapOf("x").unwrap(changed))) << i;
    }
}

TEST_F(PassphraseWrapTest, AForgedSlotCannotAskForHoursOrTerabytes) {
    const auto slot = wrapOf("x").wrap(someKey());
    for (const int byte : {1, 2, 7, 12, 13, 15}) {
        auto forged = *slot;
        forged.payload[byte] = '\x7f';
        EXPECT_EQ(errorOf(wrapOf("x").unwrap(forged)), VaultErrorKind::Damaged) << byte;
    }
    auto shorter = *slot;
    shorter.payload.chop(1);
    EXPECT_EQ(errorOf(wrapOf("x").unwrap(shorter)), VaultErrorKind::Damaged);
    EXPECT_EQ(errorOf(wrapOf("x").unwrap({})), VaultErrorKind::Damaged);
}

TEST_F(PassphraseWrapTest, TheFileMayEndWithOneLineBreak) {
    EXPECT_EQ(readBack("secret"), "secret");
    EXPECT_EQ(readBack("secret\n"), "secret");
    EXPECT_EQ(readBack("secret\r\n"), "secret");
    EXPECT_EQ(readBack("secret\n\n"), "secret\n");
    EXPECT_EQ(readBack(" two words "), " two words ");
}

TEST_F(PassphraseWrapTest, AnUnusableFileIsOneSentenceThatNamesIt) {
    for (const QByteArray& contents : {QByteArray(""), QByteArray("\n"), QByteArray(70'000, 'x')}) {
        writeFile(contents);
        const auto passphrase = vault::readPassphraseFile(path());
        ASSERT_EQ(errorOf(passphrase), VaultErrorKind::Locked);
        EXPECT_TRUE(passphrase.error().sentence.contains(path()));
    }
    ASSERT_TRUE(QFile::remove(path()));
    const auto missing = vault::readPassphraseFile(path());
    ASSERT_EQ(errorOf(missing), VaultErrorKind::Locked);
    EXPECT_TRUE(missing.error().sentence.contains(QStringLiteral("does not exist")));
    EXPECT_EQ(errorOf(vault::readPassphraseFile(m_folder.path())), VaultErrorKind::Locked);
}

} // namespace knockback::test
