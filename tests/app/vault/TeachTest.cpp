// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/MemoryStore.h"
#include "tests/app/vault/VaultFixture.h"

namespace knockback::test {

using vault::CredentialKind;
using vault::SecretRole;

class TeachTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(m_vault.open()); }

    QByteArray redacted(const QByteArray& text) {
        http::Redactor redactor;
        m_vault.teach(redactor);
        return redactor.redact(text);
    }

    FakeClock m_clock;
    vault::Vault m_vault{std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, m_clock};
};

TEST_F(TeachTest, EverySecretIsHidden) {
    auto grant = bearer("grant");
    grant.kind = CredentialKind::RefreshToken;
    grant.clientId = "my app";
    auto secrets = value("access-4711");
    secrets.emplace(SecretRole::RefreshToken, base::Secret("refresh-4711"));
    secrets.emplace(SecretRole::ClientSecret, base::Secret("client/secret 4711"));
    ASSERT_TRUE(m_vault.add(grant, std::move(secrets)));
    EXPECT_FALSE(redacted("a access-4711 b refresh-4711 c client/secret 4711 d").contains("4711"));
}

TEST_F(TeachTest, TheBasicHeadersAreHiddenToo) {
    auto basic = bearer("basic");
    basic.kind = CredentialKind::Basic;
    auto secrets = value("open sesame");
    secrets.emplace(SecretRole::UserName, base::Secret("Aladdin"));
    ASSERT_TRUE(m_vault.add(basic, std::move(secrets)));
    EXPECT_FALSE(redacted("seen: QWxhZGRpbjpvcGVuIHNlc2FtZQ== there").contains("QWxhZGRpbjpvcGVu"));

    auto grant = bearer("grant");
    grant.kind = CredentialKind::ClientCredentials;
    grant.clientId = "s6BhdRkqt3";
    vault::Secrets client;
    client.emplace(SecretRole::ClientSecret, base::Secret("7Fjfp0ZBr1KtDRbnfVdmIw"));
    ASSERT_TRUE(m_vault.add(grant, std::move(client)));
    EXPECT_FALSE(redacted("seen: czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3").contains("czZCaGRSa3F0Mzo3RmpmcDBa"));
}

TEST_F(TeachTest, AnOrdinaryUserNameStaysReadableAndAKeyInItsPlaceDoesNot) {
    auto basic = bearer("basic");
    basic.kind = CredentialKind::Basic;
    auto secrets = value("open sesame");
    secrets.emplace(SecretRole::UserName, base::Secret("alice"));
    ASSERT_TRUE(m_vault.add(basic, std::move(secrets)));
    EXPECT_EQ(redacted("alice was here"), "alice was here");
    basic.name = "stripe";
    vault::Secrets key = value("");
    key.emplace(SecretRole::UserName, base::Secret("sk_live_0123456789abcdef"));
    ASSERT_TRUE(m_vault.add(basic, std::move(key)));
    EXPECT_FALSE(redacted("seen: sk_live_0123456789abcdef").contains("0123456789"));
}

} // namespace knockback::test
