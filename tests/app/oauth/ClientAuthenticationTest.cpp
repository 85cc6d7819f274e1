// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/ClientAuthentication.h"
#include "app/http/Url.h"
#include "app/oauth/EndpointCall.h"
#include "tests/app/oauth/FlowFixture.h"

namespace knockback::test {

using vault::SecretRole;

class ClientAuthenticationTest : public FlowFixture {
protected:
    base::Result<http::Request, QString> request(std::map<QByteArray, QByteArray> settings, vault::Secrets secrets,
                                                 const QByteArray& url = "https://auth.test/token") {
        vault::Credential credential;
        credential.name = "c" + QByteArray::number(++m_count);
        credential.kind = vault::CredentialKind::ClientCredentials;
        credential.tokenUrl = "https://auth.test/token";
        credential.clientId = "id";
        credential.settings = std::move(settings);
        EXPECT_TRUE(m_vault.add(credential, std::move(secrets)));
        oauth::FormBody form;
        form.add("a", "b");
        return oauth::clientRequest(m_parts, *m_vault.find(credential.name), url, form);
    }
    static vault::Secrets with(SecretRole role, base::Secret secret) {
        vault::Secrets secrets;
        secrets.emplace(role, std::move(secret));
        return secrets;
    }
    int m_count = 0;
};

TEST_F(ClientAuthenticationTest, EachWayPutsItsProofInItsPlace) {
    const auto none = request({{"client-auth", "none"}}, with(SecretRole::ClientSecret, base::Secret("s")));
    EXPECT_EQ(none->body.bytes(), "a=b&client_id=id");
    const auto post = request({{"client-auth", "post"}}, with(SecretRole::ClientSecret, base::Secret("s +")));
    EXPECT_EQ(post->body.bytes(), "a=b&client_id=id&client_secret=s+%2B");
    EXPECT_FALSE(post->headers.contains("Authorization"));
    const auto tls = request({{"client-auth", "tls_client_auth"}, {"certificate-file", "/c.pem"}}, {});
    EXPECT_EQ(tls->body.bytes(), "a=b&client_id=id");
    EXPECT_EQ(tls->options.clientCertificate.file, "/c.pem");
    const auto bare = request({{"client-auth", "tls_client_auth"}}, {});
    ASSERT_FALSE(bare);
    EXPECT_TRUE(bare.error().contains(QStringLiteral("certificate-file")));
}

TEST_F(ClientAuthenticationTest, AssertionsAreForTheServerShortAndOnce) {
    const auto key = oauth::SigningKey::generateP256();
    for (const bool secret : {true, false}) {
        const auto build = [&] {
            return secret ? request({{"client-auth", "client_secret_jwt"}},
                                    with(SecretRole::ClientSecret, base::Secret("s")))
                          : request({{"key-id", "k1"}}, with(SecretRole::ClientKey, key.toPem()));
        };
        const auto first = *build();
        EXPECT_EQ(field(first, "client_assertion_type"), "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        const auto jwt = field(first, "client_assertion");
        const auto claims = *oauth::unverifiedClaims(jwt);
        EXPECT_EQ(claims.value(QStringLiteral("iss")).toString(), QStringLiteral("id"));
        EXPECT_EQ(claims.value(QStringLiteral("sub")).toString(), QStringLiteral("id"));
        EXPECT_EQ(claims.value(QStringLiteral("aud")).toString(), QStringLiteral("https://auth.test/token"));
        EXPECT_EQ(claims.value(QStringLiteral("exp")).toInteger() - claims.value(QStringLiteral("iat")).toInteger(),
                  60);
        EXPECT_EQ(oauth::fromBase64Url(jwt.left(jwt.indexOf('.')))->contains("k1"), !secret);
        EXPECT_NE(oauth::unverifiedClaims(field(*build(), "client_assertion"))->value(QStringLiteral("jti")),
                  claims.value(QStringLiteral("jti")));
    }
}

TEST_F(ClientAuthenticationTest, WhatIsMissingOrInTheWrongPlaceIsSaid) {
    EXPECT_TRUE(request({{"client-auth", "basic"}}, {}).error().contains(QStringLiteral("client secret")));
    EXPECT_TRUE(request({{"client-auth", "private_key_jwt"}}, {}).error().contains(QStringLiteral("signature")));
    EXPECT_TRUE(request({}, with(SecretRole::ClientKey, base::Secret("junk"))).error().contains(QStringLiteral("PEM")));
    EXPECT_TRUE(request({}, {}, "http://auth.test/token").error().contains(QStringLiteral("is not https")));
    EXPECT_TRUE(request({}, with(SecretRole::ClientSecret, base::Secret("s")), "https://other.test/x")
                    .error()
                    .contains(QStringLiteral("token endpoint")))
        << "a secret goes to the token endpoint's host only";
}

TEST_F(ClientAuthenticationTest, AnEndpointIsAskedUnderTermsOfItsOwn) {
    const auto sent = request({}, with(SecretRole::ClientSecret, base::Secret("s")));
    EXPECT_EQ(sent->options.timeout, base::Milliseconds(15'000));
    EXPECT_TRUE(sent->options.verifyTls);
    EXPECT_TRUE(sent->options.proxy.isEmpty()) << "nor is the captured request's";
    EXPECT_FALSE(sent->headers.contains("Cookie"));
}

TEST_F(ClientAuthenticationTest, AnAnswerOverAMegabyteIsCutOff) {
    m_transport.answer(200, {}, QByteArray(1024 * 1024 + 1, ' '));
    std::optional<http::Attempt> attempt;
    oauth::EndpointCall call(m_parts, {.url = "https://auth.test/"},
                             [&](const http::Attempt& done) { attempt = done; });
    m_scheduler.runAll();
    ASSERT_TRUE(attempt);
    EXPECT_FALSE(attempt->response);
    EXPECT_EQ(attempt->failure->kind, http::FailureKind::TooLarge);
}

TEST(ClientSettings, EveryNameIsReadAndOthersAreNamed) {
    vault::Credential credential;
    credential.settings = {{"client-auth", "post"}, {"grant", "jwt-bearer"}, {"dpop", "yes"},  {"par", "no"},
                           {"device-url", "u"},     {"audience", "a"},       {"resource", "r"}};
    EXPECT_EQ(oauth::problemWithSettings(credential), QString());
    const auto settings = oauth::settingsOf(credential);
    EXPECT_EQ(settings.auth, oauth::ClientAuth::Post);
    EXPECT_EQ(settings.grant, oauth::ServiceGrant::JwtBearer);
    EXPECT_TRUE(settings.dpop);
    EXPECT_FALSE(settings.pushed);
    EXPECT_EQ(settings.deviceUrl, "u");
    for (const std::pair<const char*, const char*>& bad :
         {std::pair{"nothing", "x"}, {"dpop", "maybe"}, {"client-auth", "tls"}, {"grant", "password"}, {"", "x"}}) {
        credential.settings = {{bad.first, bad.second}};
        EXPECT_FALSE(oauth::problemWithSettings(credential).isEmpty()) << bad.first;
    }
}

} // namespace knockback::test
