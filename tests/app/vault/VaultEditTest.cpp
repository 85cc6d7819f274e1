// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/vault/VaultFixture.h"

namespace knockback::test {

using namespace std::chrono_literals;
using vault::SecretRole;
using vault::VaultErrorKind;

class VaultEditTest : public VaultFixture {
protected:
    VaultEditTest() {
        auto credential = bearer("github");
        credential.settings["rotate-every-days"] = "90";
        EXPECT_TRUE(m_vault->add(credential, value("old-secret")));
    }
    [[nodiscard]] vault::Credential record(const QByteArray& name = "github") const {
        return m_vault->find(name).value_or(vault::Credential());
    }
    [[nodiscard]] QByteArray secret(const QByteArray& name = "github", SecretRole role = SecretRole::Value) const {
        return shown(m_vault->reveal(name, role));
    }
    static vault::Secrets only(SecretRole role, const QByteArray& text) {
        vault::Secrets secrets;
        secrets.emplace(role, base::Secret(text));
        return secrets;
    }

    void addGrant() {
        auto credential = bearer("oauth");
        credential.kind = vault::CredentialKind::RefreshToken;
        ASSERT_TRUE(m_vault->add(credential, only(SecretRole::RefreshToken, "refresh-1")));
    }

    std::unique_ptr<vault::Vault> m_vault = openedVault();
};

TEST_F(VaultEditTest, ChangesTheRecordAndKeepsTheSecret) {
    auto wanted = record();
    wanted.hosts = {"uploads.test"};
    const auto edited = m_vault->edit("github", wanted, {});
    ASSERT_TRUE(edited);
    EXPECT_EQ(record().hosts, std::vector<QByteArray>{"uploads.test"});
    EXPECT_EQ(record().generation, 1U) << "the secret is the same one";
    EXPECT_EQ(record().settings.at("rotate-every-days"), "90");
    EXPECT_TRUE(record().rotations.empty());
    EXPECT_EQ(secret(), "old-secret");
    EXPECT_EQ(shown(openedVault()->reveal("github", SecretRole::Value)), "old-secret");
}

TEST_F(VaultEditTest, ANewSecretIsARotationByHand) {
    m_clock.advance(1h);
    auto wanted = record();
    wanted.expiresAt = m_clock.wallNow() + 1h; // of the old one
    ASSERT_TRUE(m_vault->edit("github", wanted, value("new-secret")));
    EXPECT_EQ(secret(), "new-secret");
    EXPECT_EQ(record().generation, 2U);
    EXPECT_EQ(record().lastRotatedAt, m_clock.wallNow());
    EXPECT_EQ(record().issuedAt, m_clock.wallNow());
    EXPECT_FALSE(record().expiresAt);
    ASSERT_EQ(record().rotations.size(), 1U);
    EXPECT_TRUE(record().rotations[0].ok);
    EXPECT_EQ(record().rotations[0].sentence, QStringLiteral("replaced by hand"));
    EXPECT_EQ(openedVault()->find("github")->rotations, record().rotations);
}

TEST_F(VaultEditTest, RenamesInOneSaveAndNeverReusesAGeneration) {
    auto exchange = bearer("exchange");
    exchange.kind = vault::CredentialKind::ClientCredentials;
    exchange.settings["subject-credential"] = "github";
    ASSERT_TRUE(m_vault->add(exchange, {}));
    auto wanted = record();
    wanted.name = "github-ci";
    const auto edited = m_vault->edit("github", wanted, {});
    ASSERT_TRUE(edited);
    EXPECT_EQ(edited->name, "github-ci");
    EXPECT_FALSE(m_vault->find("github"));
    EXPECT_EQ(secret("github-ci"), "old-secret");
    EXPECT_GT(record("github-ci").generation, 1U);
    EXPECT_EQ(record("exchange").settings.at("subject-credential"), "github-ci");
    ASSERT_TRUE(m_vault->add(bearer("github"), value("another")));
    EXPECT_GT(record().generation, 1U) << "a renewal of the old one must not fit the new one";
    const auto names = openedVault()->list();
    ASSERT_EQ(names.size(), 3U);
    EXPECT_EQ(names[2].name, "github-ci") << "in order";
}

TEST_F(VaultEditTest, ATakenOrImpossibleNameChangesNothing) {
    ASSERT_TRUE(m_vault->add(bearer("other"), value("x")));
    auto wanted = record();
    wanted.name = "other";
    EXPECT_EQ(errorOf(m_vault->edit("github", wanted, value("new-secret"))), VaultErrorKind::AlreadyExists);
    wanted.name = "a}b";
    EXPECT_EQ(errorOf(m_vault->edit("github", wanted, {})), VaultErrorKind::Invalid);
    wanted.name = "github";
    EXPECT_EQ(errorOf(m_vault->edit("gone", wanted, {})), VaultErrorKind::NotFound);
    EXPECT_EQ(secret(), "old-secret");
    EXPECT_EQ(secret("other"), "x");
}

TEST_F(VaultEditTest, IsNotRenamedUnderARenewal) {
    ASSERT_TRUE(m_vault->beginRenewal("github", 1));
    auto wanted = record();
    wanted.name = "github-ci";
    EXPECT_EQ(errorOf(m_vault->edit("github", wanted, {})), VaultErrorKind::Stale);
    m_clock.advance(2min);
    EXPECT_TRUE(m_vault->edit("github", wanted, {})) << "that one was cut off";
    EXPECT_TRUE(record("github-ci").renewingSince) << "and is still to be told of";
}

TEST_F(VaultEditTest, NoSecretIsReplacedUnderARenewalThatBringsARefreshToken) {
    addGrant();
    ASSERT_TRUE(m_vault->beginRenewal("oauth", 1));
    const auto refused = m_vault->edit("oauth", record("oauth"), only(SecretRole::ClientSecret, "client"));
    EXPECT_EQ(errorOf(refused), VaultErrorKind::Stale);
    EXPECT_EQ(refused.error().sentence,
              QStringLiteral("“oauth” is being renewed right now: save again when that is done."));
    auto wanted = record("oauth");
    wanted.hosts = {"uploads.test"};
    EXPECT_TRUE(m_vault->edit("oauth", wanted, {})) << "the record alone may be changed";
    ASSERT_TRUE(m_vault->rotate("oauth", 1, only(SecretRole::RefreshToken, "refresh-2"), {}));
    EXPECT_TRUE(m_vault->edit("oauth", record("oauth"), only(SecretRole::ClientSecret, "client")));
    EXPECT_EQ(secret("oauth", SecretRole::RefreshToken), "refresh-2");
}

TEST_F(VaultEditTest, AnotherRefreshTokenNeedsNoRenewal) {
    addGrant();
    ASSERT_TRUE(m_vault->beginRenewal("oauth", 1));
    EXPECT_TRUE(m_vault->edit("oauth", record("oauth"), only(SecretRole::RefreshToken, "typed")));
    EXPECT_EQ(secret("oauth", SecretRole::RefreshToken), "typed");
}

TEST_F(VaultEditTest, ARenewalThatWasCutOffHoldsNothingUp) {
    addGrant();
    ASSERT_TRUE(m_vault->beginRenewal("oauth", 1));
    const auto begun = m_clock.wallNow();
    m_clock.setWall(begun - 2h); // the calendar was put back
    EXPECT_TRUE(m_vault->edit("oauth", record("oauth"), only(SecretRole::ClientSecret, "one")));
    m_clock.setWall(begun + 2min);
    EXPECT_TRUE(m_vault->edit("oauth", record("oauth"), only(SecretRole::ClientSecret, "two")));
}

TEST_F(VaultEditTest, IsNotTakenBackUnderARenewal) {
    addGrant();
    const auto edited = m_vault->edit("oauth", record("oauth"), only(SecretRole::ClientSecret, "client"));
    ASSERT_TRUE(edited);
    ASSERT_TRUE(m_vault->beginRenewal("oauth", edited->generation));
    EXPECT_EQ(errorOf(m_vault->undoEdit(*edited)), VaultErrorKind::Stale);
    ASSERT_TRUE(m_vault->rotate("oauth", edited->generation, only(SecretRole::RefreshToken, "refresh-2"), {}));
    EXPECT_EQ(secret("oauth", SecretRole::RefreshToken), "refresh-2");
}

TEST_F(VaultEditTest, AnEditBegunBeforeARenewalDoesNotUndoIt) {
    auto wanted = record();
    const auto expiry = m_clock.wallNow() + 1h;
    ASSERT_TRUE(m_vault->rotate("github", 1, value("renewed"), expiry));
    EXPECT_EQ(errorOf(m_vault->edit("github", wanted, value("typed"))), VaultErrorKind::Stale);
    wanted.hosts = {"uploads.test"};
    ASSERT_TRUE(m_vault->edit("github", wanted, only(SecretRole::ClientSecret, "client")));
    EXPECT_EQ(secret(), "renewed");
    EXPECT_EQ(secret("github", SecretRole::ClientSecret), "client");
    EXPECT_EQ(record().expiresAt, expiry);
    EXPECT_EQ(record().generation, 3U);
}

TEST_F(VaultEditTest, AnEmptySecretIsRemoved) {
    ASSERT_TRUE(m_vault->edit("github", record(), only(SecretRole::SessionToken, "session")));
    EXPECT_EQ(m_vault->rolesOf("github"), (std::set{SecretRole::Value, SecretRole::SessionToken}));
    ASSERT_TRUE(m_vault->edit("github", record(), only(SecretRole::SessionToken, {})));
    EXPECT_EQ(m_vault->rolesOf("github"), std::set{SecretRole::Value});
    EXPECT_EQ(record().rotations.size(), 1U) << "nothing came in its place";
}

TEST_F(VaultEditTest, AGrantThatTheServerEndedStaysEnded) {
    addGrant();
    ASSERT_TRUE(m_vault->endRenewal("oauth", 1, QStringLiteral("invalid_grant"), true));
    ASSERT_TRUE(m_vault->edit("oauth", record("oauth"), only(SecretRole::ClientSecret, "client")));
    EXPECT_EQ(record("oauth").refusedGeneration, record("oauth").generation);
    const auto edited = m_vault->edit("oauth", record("oauth"), only(SecretRole::RefreshToken, "alive"));
    ASSERT_TRUE(edited);
    EXPECT_NE(record("oauth").refusedGeneration, record("oauth").generation);
    ASSERT_TRUE(m_vault->undoEdit(*edited));
    EXPECT_EQ(record("oauth").refusedGeneration, record("oauth").generation);
}

TEST_F(VaultEditTest, TakingAnEditBackDoesNotReviveAGrantThatEndedMeanwhile) {
    addGrant();
    const QString problem = QStringLiteral("invalid_grant");
    for (const bool otherSecret : {false, true}) {
        const auto edited = m_vault->edit("oauth", record("oauth"),
                                          otherSecret ? only(SecretRole::ClientSecret, "client") : vault::Secrets());
        ASSERT_TRUE(edited);
        ASSERT_TRUE(m_vault->endRenewal("oauth", edited->generation, problem, true));
        ASSERT_TRUE(m_vault->undoEdit(*edited));
        EXPECT_EQ(record("oauth").refusedGeneration, record("oauth").generation);
        EXPECT_EQ(record("oauth").lastProblem, problem);
        ASSERT_TRUE(m_vault->rotate("oauth", record("oauth").generation, only(SecretRole::RefreshToken, "again"), {}));
    }
}

TEST_F(VaultEditTest, ARefreshTokenThatIsPutBackIsNotTheOneThatEnded) {
    addGrant();
    const auto edited = m_vault->edit("oauth", record("oauth"), only(SecretRole::RefreshToken, "mistyped"));
    ASSERT_TRUE(edited);
    ASSERT_TRUE(m_vault->endRenewal("oauth", edited->generation, QStringLiteral("invalid_grant"), true));
    ASSERT_TRUE(m_vault->undoEdit(*edited));
    EXPECT_EQ(secret("oauth", SecretRole::RefreshToken), "refresh-1");
    EXPECT_NE(record("oauth").refusedGeneration, record("oauth").generation);
}

TEST_F(VaultEditTest, IsTakenBackWithNameSecretAndTimes) {
    const auto before = record();
    m_clock.advance(1h);
    auto wanted = before;
    wanted.name = "github-ci";
    wanted.hosts = {"uploads.test"};
    const auto edited = m_vault->edit("github", wanted, value("new-secret"));
    ASSERT_TRUE(edited);
    ASSERT_TRUE(m_vault->undoEdit(*edited));
    EXPECT_FALSE(m_vault->find("github-ci"));
    EXPECT_EQ(secret(), "old-secret");
    EXPECT_EQ(record().hosts, before.hosts);
    EXPECT_EQ(record().issuedAt, before.issuedAt);
    EXPECT_GT(record().generation, edited->generation);
    ASSERT_EQ(record().rotations.size(), 2U) << "both stay in the history";
    EXPECT_EQ(record().rotations[1].sentence, QStringLiteral("put back as it was"));
}

TEST_F(VaultEditTest, WhatWasRenewedSinceIsNotPutBack) {
    auto wanted = record();
    wanted.hosts = {"uploads.test"};
    const auto edited = m_vault->edit("github", wanted, {});
    ASSERT_TRUE(edited);
    ASSERT_TRUE(m_vault->rotate("github", 1, value("renewed"), std::nullopt));
    EXPECT_EQ(errorOf(m_vault->undoEdit(*edited)), VaultErrorKind::Stale);
    EXPECT_EQ(secret(), "renewed");
}

} // namespace knockback::test
