// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/ResourceProof.h"
#include "tests/real/oidc/OidcFixture.h"

namespace knockback::test {

using oauth::RenewalReason;
using vault::CredentialKind;
using vault::SecretRole;
using Step = oauth::SignInProgress::Step;

TEST_F(OidcFixture, ServicesGetTokensByEveryProofOfTheClient) {
    add("svc", CredentialKind::ClientCredentials, {}, clientSecret());
    add("svc-post", CredentialKind::ClientCredentials, {{"client-auth", "post"}}, clientSecret());
    add("svc-jwt", CredentialKind::ClientCredentials, {{"client-auth", "client_secret_jwt"}}, clientSecret());
    add("svc-key", CredentialKind::ClientCredentials, {}, clientKey(m_server.ecKey()));
    add("svc-rsa", CredentialKind::ClientCredentials, {}, clientKey(m_server.rsaKey()));
    for (const char* client : {"svc", "svc-post", "svc-jwt", "svc-key", "svc-rsa"}) {
        EXPECT_EQ(refresh(client), QString()) << client;
        EXPECT_FALSE(stored(client).isEmpty());
        EXPECT_EQ(refresh(client), QString()) << client << ": an assertion is not used twice";
    }
}

TEST_F(OidcFixture, AWrongSecretIsSaidInPlainWords) {
    vault::Secrets wrong;
    wrong.emplace(SecretRole::ClientSecret, base::Secret("something else"));
    add("svc", CredentialKind::ClientCredentials, {}, std::move(wrong));
    EXPECT_TRUE(refresh("svc").contains(QStringLiteral("client id or its secret")));
}

TEST_F(OidcFixture, SignsInByBrowserAndRotates) {
    EXPECT_EQ(signIn(add("native", CredentialKind::AuthorizationCode)), QString());
    EXPECT_TRUE(m_page.contains("Knockback has its answer")) << m_page.constData();
    const auto first = stored("native", SecretRole::RefreshToken);
    ASSERT_FALSE(first.isEmpty());
    EXPECT_EQ(refresh("native"), QString());
    EXPECT_NE(stored("native", SecretRole::RefreshToken), first) << "the server rotates";
    EXPECT_EQ(refresh("native"), QString());
    EXPECT_EQ(log().size(), 3U);
}

TEST_F(OidcFixture, SignsInOverIpv6Too) {
    EXPECT_EQ(signIn(add("native", CredentialKind::AuthorizationCode, {{"redirect-uri", "http://[::1]/callback"}})),
              QString());
    EXPECT_TRUE(m_page.contains("Knockback has its answer")) << m_page.constData();
}

TEST_F(OidcFixture, FiftyCallsAtTheMomentOfExpirySendOneRefresh) {
    ASSERT_EQ(signIn(add("native", CredentialKind::AuthorizationCode)), QString());
    const auto generation = m_vault.find("native")->generation;
    int served = 0;
    for (int i = 0; i < 50; ++i)
        m_refresher.refresh("native", generation, RenewalReason::Due,
                            [&](const oauth::RenewalOutcome& outcome) { served += outcome && outcome->fresh ? 1 : 0; });
    ASSERT_TRUE(runUntil(m_rig.loop, [&] { return served == 50; }));
    const auto lines = log();
    const auto refreshes = std::count_if(lines.begin(), lines.end(), [](const QJsonObject& line) {
        return line.value(QStringLiteral("grant")) == QStringLiteral("refresh_token");
    });
    EXPECT_EQ(refreshes, 1);
    std::printf("figure: 50 calls at the moment of expiry, %td refresh\n", refreshes);
}

TEST_F(OidcFixture, ARefusedSignInSaysSo) {
    get("/__refuse");
    EXPECT_TRUE(signIn(add("native", CredentialKind::AuthorizationCode)).contains(QStringLiteral("was refused")));
}

TEST_F(OidcFixture, PushesItsRequestWhereTheServerWantsIt) {
    EXPECT_EQ(signIn(add("native-par", CredentialKind::AuthorizationCode, {{"par", "yes"}})), QString());
    ASSERT_FALSE(m_steps.empty());
    for (const auto& step : m_steps)
        EXPECT_FALSE(step.url.contains("code_challenge")) << "the browser only carries a reference";
}

TEST_F(OidcFixture, ProvesPossessionOfItsKeyWithTheServersNonce) {
    EXPECT_EQ(signIn(add("native-dpop", CredentialKind::AuthorizationCode, {{"dpop", "yes"}})), QString());
    EXPECT_EQ(refresh("native-dpop"), QString()) << "bound to the same key";
    const auto lines = log();
    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(lines.front().value(QStringLiteral("error")).toString(), QStringLiteral("use_dpop_nonce"));
    EXPECT_EQ(lines.back().value(QStringLiteral("status")).toInt(), 200);

    // And so do the requests that carry the token.
    http::Request me{.url = m_issuer + "/me"};
    me.headers.append("Authorization", "Bearer " + stored("native-dpop"));
    EXPECT_EQ(m_rig.send(me).status(), 401) << "without a proof";
    oauth::proveRequest(m_parts, "native-dpop", me);
    EXPECT_EQ(m_rig.send(me).status(), 200);
    EXPECT_EQ(m_rig.send(me).status(), 401) << "a proof is good for one request";
    oauth::proveRequest(m_parts, "native-dpop", me);
    EXPECT_EQ(m_rig.send(me).status(), 200);
}

TEST_F(OidcFixture, ADeviceSignsInAfterItWasAskedToSlowDown) {
    auto record = add("device", CredentialKind::DeviceCode);
    fault("slow_down");
    EXPECT_EQ(signIn(record), QString());
    EXPECT_FALSE(stored("device").isEmpty());
    const auto slowed = std::find_if(m_steps.begin(), m_steps.end(), [](const oauth::SignInProgress& step) {
        return step.step == Step::Waiting && step.next > base::Seconds(9);
    });
    EXPECT_NE(slowed, m_steps.end()) << "10 s after being asked to slow down";
}

TEST_F(OidcFixture, RevokedTokensAreNotActiveAnyMore) {
    ASSERT_EQ(signIn(add("conf", CredentialKind::AuthorizationCode, {}, clientSecret())), QString());
    const auto facts = inspect("conf");
    ASSERT_TRUE(facts);
    EXPECT_TRUE(facts->active);
    EXPECT_EQ(facts->subject, "alice");
    EXPECT_EQ(facts->clientId, "conf");
    EXPECT_TRUE(std::find(facts->scopes.begin(), facts->scopes.end(), "read") != facts->scopes.end());
    std::optional<QString> problem;
    oauth::Revocation revocation(
        m_parts, m_refresher.discovery(), *m_vault.find("conf"),
        [&](const base::Outcome<QString>& outcome) { problem = outcome ? QString() : outcome.error(); });
    revocation.start();
    ASSERT_TRUE(runUntil(m_rig.loop, [&] { return problem.has_value(); }));
    EXPECT_EQ(*problem, QString());
    EXPECT_FALSE(inspect("conf")->active);
    EXPECT_TRUE(refresh("conf").contains(QStringLiteral("invalid_grant")));
}

} // namespace knockback::test
