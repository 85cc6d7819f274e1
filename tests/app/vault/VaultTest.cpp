// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/EntryCodec.h"
#include "app/vault/KeyRecipeSettings.h"
#include "app/vault/MemoryStore.h"
#include "tests/app/vault/VaultFixture.h"

namespace knockback::test {

using namespace std::chrono_literals;
using vault::SecretRole;
using vault::Vault;
using vault::VaultErrorKind;
using vault::VaultMode;

namespace {
// A store in memory that several vaults share, as processes share a file, and whose disk can be full.
struct Disk {
    std::vector<vault::CredentialStore::Entry> entries;
    int generation = 0;
    bool full = false;
    int saves = 0;
};

class SharedStore final : public vault::CredentialStore {
public:
    explicit SharedStore(Disk& disk) : m_disk(disk) {}
    base::Result<std::vector<Entry>, vault::VaultError> load() override {
        m_seen = m_disk.generation;
        return vault::cloneEntries(m_disk.entries);
    }
    base::Outcome<vault::VaultError> save(const std::vector<Entry>& entries) override {
        if (m_disk.full)
            return base::Failure(vault::VaultError{VaultErrorKind::Storage, QStringLiteral("The disk is full.")});
        if (m_seen != m_disk.generation)
            return base::Failure(vault::VaultError{VaultErrorKind::Stale, {}});
        m_seen = ++m_disk.generation;
        m_disk.entries = vault::cloneEntries(entries);
        ++m_disk.saves;
        return base::Done{};
    }

    [[nodiscard]] bool isUnchanged() const override { return m_seen == m_disk.generation; }

private:
    Disk& m_disk;
    int m_seen = 0;
};

vault::Secrets tokens(const QByteArray& access, const QByteArray& refresh = {}) {
    auto secrets = value(access);
    if (!refresh.isEmpty())
        secrets.emplace(SecretRole::RefreshToken, base::Secret(refresh));
    return secrets;
}
} // namespace

class VaultTest : public testing::Test {
protected:
    std::unique_ptr<Vault> open() {
        auto vault = std::make_unique<Vault>(std::make_unique<SharedStore>(m_disk), VaultMode::Passphrase, m_clock);
        EXPECT_TRUE(vault->open());
        return vault;
    }
    Disk m_disk;
    FakeClock m_clock;
};

TEST_F(VaultTest, RefusesChangesUntilItIsOpen) {
    Vault vault(std::make_unique<SharedStore>(m_disk), VaultMode::Passphrase, m_clock);
    EXPECT_EQ(errorOf(vault.add(bearer("a"), value("x"))), VaultErrorKind::Locked);
    EXPECT_EQ(m_disk.saves, 0);
    EXPECT_TRUE(vault.open());
    EXPECT_TRUE(vault.add(bearer("a"), value("x")));
}

TEST_F(VaultTest, ListsByNameWithoutSecrets) {
    const auto vault = open();
    for (const char* name : {"b", "a", "c"})
        ASSERT_TRUE(vault->add(bearer(name), value("x")));
    const auto list = vault->list();
    ASSERT_EQ(list.size(), 3U);
    EXPECT_EQ(list[0].name + list[1].name + list[2].name, "abc");
    EXPECT_EQ(list[0].generation, 1U);
    EXPECT_EQ(list[0].issuedAt, m_clock.wallNow());
    EXPECT_EQ(errorOf(vault->add(bearer("a"), value("y"))), VaultErrorKind::AlreadyExists);
}

TEST_F(VaultTest, RefusesRecordsThatCannotWork) {
    const auto vault = open();
    for (const char* name : {"", " a", "a ", "{{a}}", "a\nb"})
        EXPECT_EQ(errorOf(vault->add(bearer(name), value("x"))), VaultErrorKind::Invalid) << name;
    EXPECT_EQ(errorOf(vault->add(bearer("a", {"https://a.test"}), value("x"))), VaultErrorKind::Invalid);
    auto grant = bearer("a");
    grant.tokenUrl = "auth.test/token";
    EXPECT_EQ(errorOf(vault->add(grant, {})), VaultErrorKind::Invalid);
    auto header = bearer("a");
    header.header = "X-Key: 1\r\nX-Other";
    EXPECT_EQ(errorOf(vault->add(header, value("x"))), VaultErrorKind::Invalid);
    EXPECT_EQ(m_disk.saves, 0);
}

TEST_F(VaultTest, ASecretLeavesOnlyTowardItsHosts) {
    const auto vault = open();
    ASSERT_TRUE(vault->add(bearer("a", {"api.test", "*.b.test"}), value("hunter2")));
    EXPECT_EQ(shown(vault->use("a", SecretRole::Value, "api.test")), "hunter2");
    EXPECT_EQ(shown(vault->use("a", SecretRole::Value, "x.b.test")), "hunter2");
    const auto elsewhere = vault->use("a", SecretRole::Value, "evil.test");
    ASSERT_EQ(errorOf(elsewhere), VaultErrorKind::HostNotAllowed);
    EXPECT_TRUE(elsewhere.error().sentence.contains(QStringLiteral("evil.test")));
    EXPECT_TRUE(elsewhere.error().sentence.contains(QStringLiteral("api.test, *.b.test")));
    EXPECT_FALSE(elsewhere.error().sentence.contains(QStringLiteral("hunter2")));
}

TEST_F(VaultTest, ARefreshTokenAndAClientSecretGoToTheTokenEndpointOnly) {
    const auto vault = open();
    auto grant = bearer("g", {"api.test"});
    grant.kind = vault::CredentialKind::RefreshToken;
    const auto tryUrl = [&](const char* url, const char* authority) {
        grant.tokenUrl = url;
        grant.name = QByteArray(url).replace('{', "").replace(' ', "") + authority;
        auto secrets = tokens("access", "refresh");
        secrets.emplace(SecretRole::ClientSecret, base::Secret("client"));
        EXPECT_TRUE(vault->add(grant, std::move(secrets)));
        const auto refresh = errorOf(vault->use(grant.name, SecretRole::RefreshToken, authority));
        EXPECT_EQ(errorOf(vault->use(grant.name, SecretRole::ClientSecret, authority)), refresh);
        return refresh == std::nullopt;
    };
    EXPECT_TRUE(tryUrl("https://auth.test/token", "auth.test"));
    EXPECT_TRUE(tryUrl("https://auth.test:8443/token", "auth.test:8443"));
    EXPECT_TRUE(tryUrl("http://127.0.0.1:9000/token", "127.0.0.1:9000"));
    EXPECT_TRUE(tryUrl("http://localhost:9000/token", "localhost:9000"));
    EXPECT_TRUE(tryUrl("http://[::1]:9000/token", "[::1]:9000"));
    EXPECT_FALSE(tryUrl("http://auth.test/token", "auth.test")) << "in the clear";
    EXPECT_FALSE(tryUrl("https://auth.test/token", "api.test")) << "an API host is no token endpoint";
    EXPECT_FALSE(tryUrl("https://auth.test/token", "auth.test:8443"));
    EXPECT_FALSE(tryUrl("", "api.test"));
    EXPECT_EQ(errorOf(vault->use("https://auth.test/tokenauth.test", SecretRole::Value, "auth.test")),
              VaultErrorKind::HostNotAllowed)
        << "the access token is for the API";
}

TEST_F(VaultTest, UseIsRememberedAndReachesTheDiskWithTheNextChange) {
    const auto vault = open();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    m_clock.advance(1h);
    ASSERT_TRUE(vault->use("a", SecretRole::Value, "api.test"));
    EXPECT_EQ(vault->find("a")->lastUsedAt, m_clock.wallNow());
    EXPECT_EQ(m_disk.saves, 1) << "a send must not wait for a disk";
    ASSERT_TRUE(vault->add(bearer("b"), value("y")));
    EXPECT_EQ(open()->find("a")->lastUsedAt, m_clock.wallNow());
}

TEST_F(VaultTest, ANewerStoreDoesNotForgetOurLastUse) {
    const auto vault = open();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    const auto other = open();
    ASSERT_TRUE(vault->use("a", SecretRole::Value, "api.test"));
    const auto usedAt = m_clock.wallNow();
    m_clock.advance(1h);
    ASSERT_TRUE(other->recordProblem("a", QStringLiteral("theirs")));
    ASSERT_TRUE(vault->reload());
    EXPECT_EQ(vault->find("a")->lastProblem, QStringLiteral("theirs"));
    EXPECT_EQ(vault->find("a")->lastUsedAt, usedAt);
}

TEST_F(VaultTest, WhatIsUnchangedIsNotReadAgain) {
    const auto vault = open();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    const auto other = open();
    int changes = 0;
    vault->onChanged([&] { ++changes; });
    const auto revision = vault->revision();
    ASSERT_TRUE(vault->reload());
    EXPECT_EQ(changes, 0);
    EXPECT_EQ(vault->revision(), revision);
    ASSERT_TRUE(other->recordProblem("a", QStringLiteral("theirs")));
    ASSERT_TRUE(vault->reload());
    EXPECT_EQ(changes, 1);
    EXPECT_EQ(vault->find("a")->lastProblem, QStringLiteral("theirs"));
}

TEST_F(VaultTest, UnknownNamesSuggestTheNearest) {
    const auto vault = open();
    ASSERT_TRUE(vault->add(bearer("github-ci"), value("x")));
    const auto sentence = [&](const char* name) { return vault->reveal(name, SecretRole::Value).error().sentence; };
    EXPECT_TRUE(sentence("github").contains(QStringLiteral("Did you mean “github-ci”")));
    EXPECT_TRUE(sentence("GitHub-Ci").contains(QStringLiteral("Did you mean “github-ci”")));
    EXPECT_TRUE(sentence("gihtub-ci").contains(QStringLiteral("Did you mean “github-ci”")));
    EXPECT_FALSE(sentence("stripe").contains(QStringLiteral("Did you mean")));
    EXPECT_FALSE(sentence("x").contains(QStringLiteral("Did you mean")));
}

TEST_F(VaultTest, RotationReplacesWhatIsFreshAndKeepsTheRest) {
    const auto vault = open();
    auto grant = bearer("g");
    grant.kind = vault::CredentialKind::RefreshToken;
    grant.tokenUrl = "https://auth.test/token";
    ASSERT_TRUE(vault->add(grant, tokens("old", "refresh")));
    ASSERT_TRUE(vault->recordProblem("g", QStringLiteral("it failed before")));
    m_clock.advance(1h);
    ASSERT_TRUE(vault->rotate("g", 1, value("new"), m_clock.wallNow() + 1h));
    const auto after = *open()->find("g");
    EXPECT_EQ(after.generation, 2U);
    EXPECT_EQ(after.issuedAt, m_clock.wallNow());
    EXPECT_EQ(after.lastRotatedAt, m_clock.wallNow());
    EXPECT_EQ(after.expiresAt, m_clock.wallNow() + 1h);
    EXPECT_TRUE(after.lastProblem.isEmpty());
    EXPECT_EQ(shown(open()->reveal("g", SecretRole::Value)), "new");
    EXPECT_EQ(shown(open()->reveal("g", SecretRole::RefreshToken)), "refresh");
}

TEST_F(VaultTest, RotationOfAnotherGenerationIsStale) {
    const auto vault = open();
    ASSERT_TRUE(vault->add(bearer("a"), value("one")));
    ASSERT_TRUE(vault->rotate("a", 1, value("two"), {}));
    EXPECT_EQ(errorOf(vault->rotate("a", 1, value("three"), {})), VaultErrorKind::Stale);
    EXPECT_EQ(errorOf(vault->rotate("a", 3, value("three"), {})), VaultErrorKind::Stale);
    EXPECT_EQ(shown(vault->reveal("a", SecretRole::Value)), "two");
    EXPECT_EQ(errorOf(vault->rotate("b", 1, value("x"), {})), VaultErrorKind::NotFound);
}

TEST_F(VaultTest, ANameThatComesBackIsNotTakenForTheOldOne) {
    const auto vault = open();
    ASSERT_TRUE(vault->add(bearer("a"), value("one")));
    ASSERT_TRUE(vault->remove("a"));
    EXPECT_EQ(errorOf(vault->remove("a")), VaultErrorKind::NotFound);
    ASSERT_TRUE(vault->add(bearer("a"), value("other")));
    EXPECT_EQ(errorOf(vault->rotate("a", 1, value("renewed one"), {})), VaultErrorKind::Stale);
    EXPECT_EQ(shown(vault->reveal("a", SecretRole::Value)), "other");
}

TEST_F(VaultTest, TwoVaultsOnOneStoreKeepEachOthersChanges) {
    const auto one = open();
    const auto two = open();
    ASSERT_TRUE(one->add(bearer("a"), value("x")));
    ASSERT_TRUE(two->add(bearer("b"), value("y")));
    ASSERT_TRUE(one->add(bearer("c"), value("z")));
    EXPECT_EQ(open()->list().size(), 3U);
    EXPECT_EQ(one->list().size(), 3U);
    EXPECT_EQ(two->list().size(), 2U);
    ASSERT_TRUE(two->reload());
    EXPECT_EQ(two->list().size(), 3U);
    EXPECT_EQ(errorOf(two->add(bearer("c"), value("mine"))), VaultErrorKind::AlreadyExists);
}

TEST_F(VaultTest, OfTwoRotationsOfOneGenerationTheFirstWins) {
    const auto one = open();
    ASSERT_TRUE(one->add(bearer("a"), value("x")));
    const auto two = open();
    ASSERT_TRUE(one->rotate("a", 1, value("from one"), {}));
    EXPECT_EQ(errorOf(two->rotate("a", 1, value("from two"), {})), VaultErrorKind::Stale);
    EXPECT_EQ(shown(two->reveal("a", SecretRole::Value)), "from one");
}

TEST_F(VaultTest, ARotatedTokenSurvivesAFullDisk) {
    const auto vault = open();
    const auto other = open();
    ASSERT_TRUE(vault->add(bearer("a"), tokens("old", "once-only-old")));
    m_disk.full = true;
    const auto rotated = vault->rotate("a", 1, tokens("new", "once-only-new"), {});
    ASSERT_EQ(errorOf(rotated), VaultErrorKind::Storage);
    EXPECT_TRUE(rotated.error().sentence.contains(QStringLiteral("NOT saved")));
    EXPECT_EQ(shown(vault->use("a", SecretRole::Value, "api.test")), "new");
    EXPECT_EQ(errorOf(vault->add(bearer("b"), value("x"))), VaultErrorKind::Storage);
    EXPECT_FALSE(vault->find("b")) << "what can be asked for again is not kept in halves";
    m_disk.full = false;
    ASSERT_TRUE(other->add(bearer("c"), value("z"))); // and another process saves in between
    ASSERT_TRUE(vault->add(bearer("b"), value("x")));
    EXPECT_EQ(shown(open()->reveal("a", SecretRole::RefreshToken)), "once-only-new");
    EXPECT_EQ(open()->list().size(), 3U);
}

TEST_F(VaultTest, AnEditDoesNotUndoARotation) {
    const auto vault = open();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    auto edited = *vault->find("a");
    edited.hosts = {"new.test"};
    ASSERT_TRUE(vault->rotate("a", 1, value("y"), m_clock.wallNow() + 1h));
    ASSERT_TRUE(vault->update(edited));
    const auto after = *vault->find("a");
    EXPECT_EQ(after.hosts, std::vector<QByteArray>{"new.test"});
    EXPECT_EQ(after.generation, 2U);
    EXPECT_EQ(after.expiresAt, m_clock.wallNow() + 1h);
    auto expiry = after;
    expiry.expiresAt = m_clock.wallNow() + 9h;
    ASSERT_TRUE(vault->update(expiry));
    EXPECT_EQ(vault->find("a")->expiresAt, m_clock.wallNow() + 9h);
    EXPECT_EQ(errorOf(vault->update(bearer("b"))), VaultErrorKind::NotFound);
}

TEST_F(VaultTest, ARecordFromBeforeAKeyRotationLeavesTheOldKeyToBeRevoked) {
    const auto vault = open();
    auto key = bearer("a");
    key.settings = {{vault::keyIdSetting, "k1"}, {"recipe-overlap", "24h"}};
    ASSERT_TRUE(vault->add(key, value("one")));
    auto edited = *vault->find("a");
    edited.settings["recipe-overlap"] = "1h";
    vault::Secrets next;
    next.emplace(SecretRole::NextValue, base::Secret("two"));
    next.emplace(SecretRole::NextId, base::Secret("k2"));
    ASSERT_TRUE(vault->rotate("a", 1, std::move(next), {}));
    const auto due = m_clock.wallNow() + 1h;
    ASSERT_TRUE(vault->switchToNext("a", 2, due));
    ASSERT_TRUE(vault->update(edited));
    auto after = *vault->find("a");
    EXPECT_EQ(after.settings.at("recipe-overlap"), "1h");
    EXPECT_EQ(after.settings.at(vault::keyIdSetting), "k2");
    const auto owed = vault::owedRevocation(after);
    ASSERT_TRUE(owed);
    EXPECT_EQ(owed->oldId, "k1");
    EXPECT_EQ(owed->due, due);
    // Nor does what was revoked come back.
    const auto owing = after;
    vault::setOwedRevocation(after, {});
    ASSERT_TRUE(vault->update(after));
    ASSERT_TRUE(vault->rotate("a", 3, value("three"), {}));
    ASSERT_TRUE(vault->update(owing));
    EXPECT_FALSE(vault::owedRevocation(*vault->find("a")));
}

TEST_F(VaultTest, TellsOfEveryChangeAfterItIsDone) {
    const auto vault = open();
    int told = 0;
    vault->onChanged([&] {
        ++told;
        static_cast<void>(vault->list()); // must not deadlock
    });
    const auto before = vault->revision();
    ASSERT_TRUE(vault->add(bearer("a"), value("x")));
    EXPECT_EQ(told, 1);
    EXPECT_GT(vault->revision(), before);
    ASSERT_TRUE(vault->recordProblem("a", QStringLiteral("it failed")));
    EXPECT_EQ(told, 2);
    ASSERT_TRUE(vault->recordProblem("a", QStringLiteral("it failed")));
    EXPECT_EQ(told, 2) << "nothing changed";
    EXPECT_TRUE(errorOf(vault->remove("b")));
    EXPECT_EQ(told, 2);
}

TEST_F(VaultTest, MemoryOnlyKeepsNothing) {
    Vault vault(std::make_unique<vault::MemoryStore>(), VaultMode::MemoryOnly, m_clock);
    ASSERT_TRUE(vault.open());
    ASSERT_TRUE(vault.add(bearer("a"), value("x")));
    ASSERT_TRUE(vault.reload());
    EXPECT_TRUE(vault.find("a")) << "there is nothing newer than memory";
    EXPECT_EQ(vault.mode(), VaultMode::MemoryOnly);
}

} // namespace knockback::test
