// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens that are got for something else than a password: RFC 8693, RFC 7523 2.1.
#include "tests/real/oidc/OidcFixture.h"

namespace knockback::test {

using vault::CredentialKind;

class ServiceGrantTest : public OidcFixture {
protected:
    void addExchange(std::map<QByteArray, QByteArray> more = {}) {
        more.insert({{"grant", "token-exchange"}, {"subject-credential", "conf"}});
        add("exchange", CredentialKind::ClientCredentials, std::move(more), clientSecret());
    }
};

TEST_F(ServiceGrantTest, AUsersTokenIsExchangedForOneOfAnotherAudience) {
    ASSERT_EQ(signIn(add("conf", CredentialKind::AuthorizationCode, {}, clientSecret())), QString());
    addExchange({{"audience", "https://orders.test"}});
    EXPECT_EQ(refresh("exchange"), QString());
    EXPECT_NE(stored("exchange"), stored("conf"));
    const auto facts = inspect("exchange");
    ASSERT_TRUE(facts);
    EXPECT_TRUE(facts->active);
    EXPECT_EQ(facts->audience, "https://orders.test");
    EXPECT_EQ(facts->clientId, "exchange");
    EXPECT_EQ(log().back().value(QStringLiteral("grant")).toString(),
              QStringLiteral("urn:ietf:params:oauth:grant-type:token-exchange"));
    // Once more by the same way when it is due: there is no refresh token.
    const auto first = stored("exchange");
    EXPECT_EQ(refresh("exchange"), QString());
    EXPECT_NE(stored("exchange"), first);
}

TEST_F(ServiceGrantTest, WhatStandsInTheWayOfAnExchangeIsSaid) {
    addExchange();
    EXPECT_TRUE(refresh("exchange").contains(QStringLiteral("subject-credential"))) << "nobody of that name";
    auto conf = add("conf", CredentialKind::AuthorizationCode, {}, clientSecret());
    conf.tokenUrl = m_issuer + "/token";
    ASSERT_TRUE(m_vault.update(conf));
    EXPECT_TRUE(refresh("exchange").contains(QStringLiteral("fetch that first")));
    EXPECT_TRUE(log().empty()) << "without anything being sent";

    ASSERT_EQ(signIn(*m_vault.find("conf")), QString());
    auto exchange = *m_vault.find("exchange");
    exchange.settings["audience"] = "nowhere";
    ASSERT_TRUE(m_vault.update(exchange));
    EXPECT_TRUE(refresh("exchange").contains(QStringLiteral("invalid_target")));
    EXPECT_TRUE(stored("exchange").isEmpty());
}

TEST_F(ServiceGrantTest, ASubjectTokenThatIsNoLongerGoodIsNotTheEndOfTheClient) {
    ASSERT_EQ(signIn(add("conf", CredentialKind::AuthorizationCode, {}, clientSecret())), QString());
    vault::Secrets stale;
    stale.emplace(vault::SecretRole::Value, base::Secret("a token that nobody gave out"));
    ASSERT_TRUE(m_vault.rotate("conf", m_vault.find("conf")->generation, std::move(stale), {}));
    addExchange();
    EXPECT_TRUE(refresh("exchange").contains(QStringLiteral("invalid_request")));
    EXPECT_EQ(m_vault.find("exchange")->refusedGeneration, 0U) << "it may be tried again";
}

TEST_F(ServiceGrantTest, AnAssertionSignedByTheClientBringsAToken) { // RFC 7523 2.1
    add("assert", CredentialKind::ClientCredentials, {{"grant", "jwt-bearer"}, {"client-auth", "none"}},
        clientKey(m_server.ecKey()));
    EXPECT_EQ(refresh("assert"), QString());
    const auto first = stored("assert");
    EXPECT_EQ(refresh("assert"), QString()) << "each assertion has an id of its own";
    EXPECT_NE(stored("assert"), first);
}

TEST_F(ServiceGrantTest, AnAssertionForAnotherAudienceOrOfAnotherKeyIsRefused) {
    add("assert", CredentialKind::ClientCredentials,
        {{"grant", "jwt-bearer"}, {"client-auth", "none"}, {"audience", "https://elsewhere.test"}},
        clientKey(m_server.ecKey()));
    EXPECT_TRUE(refresh("assert").contains(QStringLiteral("invalid_grant")));
    auto record = *m_vault.find("assert");
    record.name = "assert-2";
    record.settings.erase("audience");
    ASSERT_TRUE(m_vault.add(record, clientKey(oauth::SigningKey::generateP256())));
    EXPECT_TRUE(refresh("assert-2").contains(QStringLiteral("invalid_grant")));
    EXPECT_TRUE(stored("assert-2").isEmpty());
}

} // namespace knockback::test
