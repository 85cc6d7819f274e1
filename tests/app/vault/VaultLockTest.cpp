// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/MemoryStore.h"
#include "tests/app/vault/VaultFixture.h"

namespace knockback::test {

using vault::SecretRole;
using vault::Vault;
using vault::VaultErrorKind;

class VaultLockTest : public VaultFixture {
protected:
    std::unique_ptr<Vault> m_vault = openedVault();
    void SetUp() override { ASSERT_TRUE(m_vault->add(bearer("github"), value("s3cret"))); }
};

TEST_F(VaultLockTest, LockedItGivesNothingAwayAndSaysSo) {
    ASSERT_TRUE(m_vault->lock());
    EXPECT_TRUE(m_vault->isLocked());
    const auto used = m_vault->use("github", SecretRole::Value, "api.test");
    EXPECT_EQ(errorOf(used), VaultErrorKind::Locked);
    EXPECT_TRUE(used.error().sentence.contains(u"github")) << used.error().sentence.toStdString();
    EXPECT_EQ(errorOf(m_vault->reveal("github", SecretRole::Value)), VaultErrorKind::Locked);
    EXPECT_EQ(errorOf(m_vault->add(bearer("b"), value("x"))), VaultErrorKind::Locked);
    EXPECT_EQ(errorOf(m_vault->remove("github")), VaultErrorKind::Locked);
    EXPECT_EQ(errorOf(m_vault->update(*m_vault->find("github"))), VaultErrorKind::Locked);
}

TEST_F(VaultLockTest, TheRecordsStayListedAndTheFileAsItWas) {
    const QByteArray before = fileBytes();
    ASSERT_TRUE(m_vault->lock());
    ASSERT_EQ(m_vault->list().size(), 1U);
    EXPECT_EQ(m_vault->list().front().name, "github");
    EXPECT_TRUE(m_vault->reload());
    EXPECT_EQ(errorOf(m_vault->use("github", SecretRole::Value, "api.test")), VaultErrorKind::Locked);
    EXPECT_EQ(fileBytes(), before);
}

TEST_F(VaultLockTest, OnlyThePassphraseOpensItAgain) {
    ASSERT_TRUE(m_vault->lock());
    EXPECT_EQ(errorOf(m_vault->unlock()), VaultErrorKind::Locked) << "it was forgotten with the key";
    EXPECT_EQ(errorOf(m_vault->unlock(base::Secret("open sesam"))), VaultErrorKind::WrongPassphrase);
    EXPECT_TRUE(m_vault->isLocked());
    EXPECT_EQ(errorOf(m_vault->unlock()), VaultErrorKind::Locked) << "nor is a wrong one kept";
    ASSERT_TRUE(m_vault->unlock(base::Secret("open sesame")));
    EXPECT_FALSE(m_vault->isLocked());
    EXPECT_EQ(shown(m_vault->use("github", SecretRole::Value, "api.test")), "s3cret");
    EXPECT_TRUE(m_vault->add(bearer("b"), value("x")));
}

TEST_F(VaultLockTest, LockingTwiceAndUnlockingAnOpenOneAreNothing) {
    EXPECT_TRUE(m_vault->unlock(base::Secret("whatever")));
    EXPECT_TRUE(m_vault->lock());
    EXPECT_TRUE(m_vault->lock());
}

TEST_F(VaultLockTest, ARotationThatWasUnderWayIsSavedWhenItIsUnlocked) {
    const auto generation = m_vault->find("github")->generation;
    ASSERT_TRUE(m_vault->lock());
    const auto rotated = m_vault->rotate("github", generation, value("fresh"), {});
    EXPECT_EQ(errorOf(rotated), VaultErrorKind::Locked);
    EXPECT_TRUE(rotated.error().sentence.contains(u"Keep Knockback open"));
    ASSERT_TRUE(m_vault->unlock(base::Secret("open sesame")));
    EXPECT_EQ(shown(m_vault->reveal("github", SecretRole::Value)), "fresh");
    EXPECT_EQ(shown(openedVault()->reveal("github", SecretRole::Value)), "fresh") << "and it is on disk";
}

TEST_F(VaultLockTest, WhatAnotherProcessRenewedMeanwhileWins) {
    const auto generation = m_vault->find("github")->generation;
    ASSERT_TRUE(m_vault->lock());
    ASSERT_TRUE(openedVault()->rotate("github", generation, value("theirs"), {}));
    EXPECT_FALSE(m_vault->rotate("github", generation, value("ours"), {}));
    ASSERT_TRUE(m_vault->unlock(base::Secret("open sesame")));
    EXPECT_EQ(shown(m_vault->reveal("github", SecretRole::Value)), "theirs");
}

TEST_F(VaultLockTest, EverybodyHearsOfBoth) {
    int changes = 0;
    m_vault->onChanged([&changes] { ++changes; });
    ASSERT_TRUE(m_vault->lock());
    EXPECT_EQ(changes, 1);
    ASSERT_TRUE(m_vault->unlock(base::Secret("open sesame")));
    EXPECT_GE(changes, 2);
}

TEST_F(VaultLockTest, WhatTheDiskRefusedIsNotForgotten) {
    const auto generation = m_vault->find("github")->generation;
    const QString lockFile = path() + QStringLiteral(".lock");
    ASSERT_TRUE(QFile::remove(lockFile));
    ASSERT_TRUE(QDir().mkdir(lockFile)); // nothing can be locked now, so nothing saved
    EXPECT_EQ(errorOf(m_vault->rotate("github", generation, value("fresh"), {})), VaultErrorKind::Storage);
    const auto locked = m_vault->lock();
    EXPECT_EQ(errorOf(locked), VaultErrorKind::Storage);
    EXPECT_FALSE(m_vault->isLocked());
    EXPECT_EQ(shown(m_vault->use("github", SecretRole::Value, "api.test")), "fresh");
    ASSERT_TRUE(QDir().rmdir(lockFile));
    EXPECT_TRUE(m_vault->lock());
    EXPECT_EQ(shown(openedVault()->reveal("github", SecretRole::Value)), "fresh");
}

TEST(VaultLock, InMemoryOnlyItWouldBeLostAndIsNotLocked) {
    FakeClock clock;
    Vault vault(std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, clock);
    ASSERT_TRUE(vault.open());
    ASSERT_TRUE(vault.add(bearer("a"), value("x")));
    EXPECT_EQ(errorOf(vault.lock()), VaultErrorKind::Invalid);
    EXPECT_EQ(shown(vault.use("a", SecretRole::Value, "api.test")), "x");
}

} // namespace knockback::test
