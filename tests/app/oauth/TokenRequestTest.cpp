// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/TokenRequest.h"

#include "app/http/Url.h"
#include "app/oauth/Jose.h"
#include "tests/app/oauth/RefreshFixture.h"

namespace knockback::test {

class TokenRequestTest : public RefreshFixture {
protected:
    base::Result<http::Request, QString> request(const QByteArray& name) {
        return oauth::tokenRequest(m_parts, *m_vault.find(name));
    }
};

TEST_F(TokenRequestTest, ClientCredentialsAuthenticateByBasic) {
    const auto built = request("svc");
    ASSERT_TRUE(built);
    EXPECT_EQ(built->method, "POST");
    EXPECT_EQ(built->url, "https://auth.test/token");
    EXPECT_EQ(built->headers.value("Content-Type"), "application/x-www-form-urlencoded");
    EXPECT_EQ(built->headers.value("Accept"), "application/json");
    EXPECT_EQ(built->headers.value("Authorization"), "Basic " + QByteArray("client+1:s%3Acret").toBase64());
    EXPECT_EQ(built->body.bytes(), "grant_type=client_credentials&scope=read+write");
    EXPECT_TRUE(http::problemWith(*built).isEmpty());
}

TEST_F(TokenRequestTest, APublicClientNamesItselfInTheBody) {
    const auto built = request("app");
    ASSERT_TRUE(built);
    EXPECT_FALSE(built->headers.contains("Authorization"));
    EXPECT_EQ(built->body.bytes(), "grant_type=refresh_token&refresh_token=refresh%2F1&client_id=client+1");
}

TEST_F(TokenRequestTest, ARefreshWithAClientSecretIsAuthenticated) {
    auto credential = *m_vault.find("app");
    credential.name = "confidential";
    vault::Secrets secrets;
    secrets.emplace(vault::SecretRole::RefreshToken, base::Secret("r"));
    secrets.emplace(vault::SecretRole::ClientSecret, base::Secret("c"));
    ASSERT_TRUE(m_vault.add(credential, std::move(secrets)));
    const auto built = request("confidential");
    ASSERT_TRUE(built);
    EXPECT_EQ(built->headers.value("Authorization"), "Basic " + QByteArray("client+1:c").toBase64());
    EXPECT_EQ(built->body.bytes(), "grant_type=refresh_token&refresh_token=r");
}

TEST_F(TokenRequestTest, SecretsGoOverHttpsOrToThisMachineOnly) {
    for (const char* url :
         {"http://auth.test/token", "http://localhost.evil.test/token", "http://127.0.0.1.evil.test/token"}) {
        addGrant(url, vault::CredentialKind::ClientCredentials, url);
        const auto built = request(url);
        ASSERT_FALSE(built) << url;
        EXPECT_TRUE(built.error().contains(QStringLiteral("https")));
    }
    for (const char* url :
         {"http://127.0.0.1:9/token", "http://[::1]:9/token", "http://localhost:9/token", "https://auth.test:8443/t"}) {
        addGrant(url, vault::CredentialKind::ClientCredentials, url);
        EXPECT_TRUE(request(url)) << url;
    }
}

TEST_F(TokenRequestTest, WhatIsMissingIsNamed) {
    const auto problem = [this](const char* name, auto change) {
        auto credential = *m_vault.find("app");
        credential.name = name;
        change(credential);
        EXPECT_TRUE(m_vault.add(credential, {}));
        const auto built = request(name);
        EXPECT_FALSE(built);
        return built ? QString() : built.error();
    };
    using vault::Credential;
    using vault::CredentialKind;
    EXPECT_TRUE(problem("no url", [](Credential& c) { c.tokenUrl.clear(); }).contains(QStringLiteral("token URL")));
    EXPECT_TRUE(problem("no token", [](Credential&) {}).contains(QStringLiteral("refresh token")));
    EXPECT_TRUE(problem("no secret", [](Credential& c) {
                    c.kind = CredentialKind::ClientCredentials;
                }).contains(QStringLiteral("client secret")));
    EXPECT_TRUE(
        problem("key", [](Credential& c) { c.kind = CredentialKind::ApiKey; }).contains(QStringLiteral("api-key")));
}

TEST_F(TokenRequestTest, AServiceMayAssertItselfOrExchangeAnothersToken) {
    auto record = *m_vault.find("svc");
    record.settings = {{"grant", "jwt-bearer"}, {"subject", "robot@a.test"}, {"audience", "https://aud.test"}};
    ASSERT_TRUE(m_vault.update(record));
    EXPECT_TRUE(request("svc").error().contains(QStringLiteral("key to sign")));
    vault::Secrets key;
    key.emplace(vault::SecretRole::ClientKey, oauth::SigningKey::generateP256().toPem());
    ASSERT_TRUE(m_vault.rotate("svc", record.generation, std::move(key), {}));
    const auto asserted = http::parseQuery(request("svc")->body.bytes());
    EXPECT_EQ(asserted[0].value, "urn:ietf:params:oauth:grant-type:jwt-bearer");
    const auto claims = *oauth::unverifiedClaims(asserted[1].value);
    EXPECT_EQ(claims.value(QStringLiteral("sub")).toString(), QStringLiteral("robot@a.test"));
    EXPECT_EQ(claims.value(QStringLiteral("aud")).toString(), QStringLiteral("https://aud.test"));

    record = *m_vault.find("svc");
    record.settings = {{"grant", "token-exchange"}, {"subject-credential", "app"}};
    ASSERT_TRUE(m_vault.update(record));
    const auto exchanged = http::parseQuery(request("svc")->body.bytes());
    EXPECT_EQ(exchanged[0].value, "urn:ietf:params:oauth:grant-type:token-exchange");
    EXPECT_EQ(exchanged[1].raw, "subject_token=access-1");
    EXPECT_EQ(exchanged[2].value, "urn:ietf:params:oauth:token-type:access_token");

    addGrant("foreign", vault::CredentialKind::RefreshToken, "https://elsewhere.test/token");
    record.settings["subject-credential"] = "foreign";
    ASSERT_TRUE(m_vault.update(record));
    EXPECT_TRUE(request("svc").error().contains(QStringLiteral("may only go back")))
        << "a token is not handed to another issuer";
}

} // namespace knockback::test
