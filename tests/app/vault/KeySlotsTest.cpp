// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeySlots.h"
#include "app/vault/RecoveryKey.h"
#include "tests/app/vault/VaultFixture.h"

#include <set>

#include <sys/wait.h>
#include <unistd.h>

namespace knockback::test {

using vault::KeySlot;
using vault::KeySlots;
using vault::PassphraseWrap;
using vault::SecretRole;
using vault::VaultErrorKind;
using Kinds = std::vector<KeySlot::Kind>;

class KeySlotsTest : public VaultFixture {
protected:
    static PassphraseWrap wrap(const QByteArray& text, KeySlot::Kind kind = KeySlot::Kind::Passphrase) {
        return {base::Secret(text), QStringLiteral("The passphrase"), base::systemRandom(), cheap, kind};
    }
    static base::Outcome<vault::VaultError> put(vault::Vault& vault, PassphraseWrap wrap) {
        return vault.changeSlots([&wrap](KeySlots& slots) { return slots.put(wrap); });
    }
    static base::Outcome<vault::VaultError> remove(vault::Vault& vault, KeySlot::Kind kind) {
        return vault.changeSlots([kind](KeySlots& slots) { return slots.remove(kind); });
    }
    static Kinds kinds(vault::Vault& vault) {
        Kinds found;
        static_cast<void>(vault.changeSlots([&found](KeySlots& slots) -> base::Outcome<vault::VaultError> {
            found = slots.kinds();
            return base::Done{};
        }));
        return found;
    }
    // By whatever way `typed` opens it.
    [[nodiscard]] std::unique_ptr<vault::Vault> typedVault(const QByteArray& typed) {
        auto file = store("");
        file->addWrap(std::make_unique<PassphraseWrap>(wrap("", KeySlot::Kind::Recovery)));
        file->takePassphrase(base::Secret(typed));
        return std::make_unique<vault::Vault>(std::move(file), vault::VaultMode::Passphrase, m_clock);
    }
};

TEST_F(KeySlotsTest, ANewPassphraseTakesThePlaceOfTheOldOne) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    ASSERT_TRUE(put(*vault, wrap("another one")));
    EXPECT_EQ(kinds(*vault), Kinds{KeySlot::Kind::Passphrase});
    EXPECT_EQ(errorOf(typedVault("open sesame")->open()), VaultErrorKind::WrongPassphrase);
    EXPECT_EQ(shown(openedVault("another one")->reveal("a", SecretRole::Value)), "x");
    EXPECT_TRUE(vault->add(bearer("b"), value("y"))) << "and who has it open goes on";
}

TEST_F(KeySlotsTest, ARecoveryKeyOpensItToo) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    const auto key = vault::makeRecoveryKey(base::systemRandom());
    ASSERT_TRUE(put(*vault, wrap(vault::plainRecoveryKey(key).reveal().toByteArray(), KeySlot::Kind::Recovery)));
    EXPECT_EQ(kinds(*vault), (Kinds{KeySlot::Kind::Passphrase, KeySlot::Kind::Recovery}));
    const QByteArray written = key.reveal().toByteArray();
    for (const QByteArray& typed : {written, written.toLower(), QByteArray(written).replace('-', ' ')}) {
        const auto other = typedVault(typed);
        ASSERT_TRUE(other->open()) << typed.constData();
        EXPECT_EQ(shown(other->reveal("a", SecretRole::Value)), "x");
    }
    EXPECT_TRUE(typedVault("open sesame")->open());
    QByteArray wrong = written;
    wrong[0] = wrong[0] == '7' ? '8' : '7';
    EXPECT_EQ(errorOf(typedVault(wrong)->open()), VaultErrorKind::WrongPassphrase);
}

TEST_F(KeySlotsTest, AWayIsRemovedButNeverTheLast) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    EXPECT_EQ(errorOf(remove(*vault, KeySlot::Kind::Recovery)), VaultErrorKind::NotFound);
    EXPECT_EQ(errorOf(remove(*vault, KeySlot::Kind::Passphrase)), VaultErrorKind::Invalid);
    ASSERT_TRUE(put(*vault, wrap("PAPER", KeySlot::Kind::Recovery)));
    ASSERT_TRUE(remove(*vault, KeySlot::Kind::Passphrase));
    EXPECT_FALSE(typedVault("open sesame")->open());
    EXPECT_TRUE(typedVault("paper")->open());
}

TEST_F(KeySlotsTest, OnAnEmptyVaultItMakesTheFile) {
    const auto vault = openedVault();
    ASSERT_TRUE(put(*vault, wrap("PAPER", KeySlot::Kind::Recovery)));
    EXPECT_TRUE(typedVault("paper")->open());
    EXPECT_TRUE(typedVault("open sesame")->open());
}

TEST_F(KeySlotsTest, WhatAnotherProcessSavedMeanwhileStays) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    ASSERT_TRUE(openedVault()->add(bearer("theirs"), value("y")));
    ASSERT_TRUE(put(*vault, wrap("another one")));
    EXPECT_EQ(openedVault("another one")->list().size(), 2U);
}

TEST_F(KeySlotsTest, ALockedVaultChangesNoWays) {
    const auto vault = openedVault();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    ASSERT_TRUE(vault->lock());
    EXPECT_EQ(errorOf(put(*vault, wrap("another one"))), VaultErrorKind::Locked);
}

TEST_F(KeySlotsTest, KilledWhileItIsChangedOnePassphraseOpensIt) {
    ASSERT_TRUE(openedVault("p0")->add(bearer("a"), value("x")));
    QByteArray current = "p0";
    for (int round = 0; round < 20; ++round) {
        const QByteArray next = "p" + QByteArray::number(round + 1);
        int started[2];
        ASSERT_EQ(::pipe(started), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto vault = openedVault(current);
            static_cast<void>(::write(started[1], "s", 1));
            ::_exit(put(*vault, wrap(next)) ? 0 : 1);
        }
        char byte = 0;
        ASSERT_EQ(::read(started[0], &byte, 1), 1);
        // Anywhere within the about 3 ms of a change.
        for (int spin = 0; spin < round * 100'000; ++spin) {
            asm volatile("");
        }
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ::close(started[0]);
        ::close(started[1]);
        const bool withOld = typedVault(current)->open().ok();
        const bool withNew = typedVault(next)->open().ok();
        ASSERT_NE(withOld, withNew) << "exactly one of them, in round " << round;
        if (withNew)
            current = next;
        ASSERT_EQ(openedVault(current)->list().size(), 1U);
    }
}

TEST_F(KeySlotsTest, AnOlderFilePutInItsPlaceIsNoticed) {
    ASSERT_TRUE(openedVault()->add(bearer("a"), value("x")));
    const QByteArray old = fileBytes();
    ASSERT_TRUE(openedVault()->add(bearer("b"), value("y")));
    EXPECT_EQ(openedVault()->warning(), QString());
    writeFile(old);
    const auto restored = openedVault();
    EXPECT_TRUE(restored->warning().contains(u"older than last time")) << restored->warning().toStdString();
    EXPECT_EQ(restored->list().size(), 1U) << "it is told, not refused";
    EXPECT_EQ(openedVault()->warning(), QString()) << "and told once";
}

TEST_F(KeySlotsTest, AnotherVaultAtTheSamePlaceIsNoOlderOne) {
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(openedVault()->add(bearer("a" + QByteArray::number(i)), value("x")));
    ASSERT_TRUE(QFile::remove(path()));
    ASSERT_TRUE(openedVault()->add(bearer("new"), value("x")));
    EXPECT_EQ(openedVault()->warning(), QString());
}

TEST(RecoveryKey, hasNoLetterThatLooksLikeADigitAndNeverRepeats) {
    std::set<QByteArray> seen;
    for (int i = 0; i < 1'000; ++i) {
        const QByteArray key = vault::makeRecoveryKey(base::systemRandom()).reveal().toByteArray();
        ASSERT_EQ(key.size(), 39);
        for (const char c : key)
            ASSERT_TRUE(c == '-' || (QByteArrayView("0123456789ABCDEFGHJKMNPQRSTVWXYZ").contains(c)))
                << key.constData();
        ASSERT_TRUE(seen.insert(key).second);
    }
}

TEST(RecoveryKey, isReadAsItWasMeant) {
    const auto plain = [](const char* typed) {
        return vault::plainRecoveryKey(base::Secret(typed)).reveal().toByteArray();
    };
    EXPECT_EQ(plain("7k2m-oIlx "), "7K2M011X");
    EXPECT_EQ(plain(""), "");
}

} // namespace knockback::test
