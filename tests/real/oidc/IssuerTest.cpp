// SPDX-License-Identifier: GPL-3.0-or-later
// Which server it is: discovery (RFC 8414, OpenID) and the issuer in a redirect (RFC 9207).
#include "app/http/Url.h"
#include "tests/real/oidc/OidcFixture.h"

namespace knockback::test {

using vault::CredentialKind;
using Step = oauth::SignInProgress::Step;

TEST_F(OidcFixture, AnIssuerIsFoundByEitherFormOfItsDocument) {
    add("svc", CredentialKind::ClientCredentials, {}, clientSecret());
    get("/__hide?path=/.well-known/openid-configuration");
    EXPECT_EQ(refresh("svc"), QString()) << "RFC 8414";
    auto record = add("svc-post", CredentialKind::ClientCredentials, {{"client-auth", "post"}}, clientSecret());
    record.issuer = m_issuer + "/tenant";
    ASSERT_TRUE(m_vault.update(record));
    get("/__hide?path=/tenant/.well-known/openid-configuration");
    EXPECT_EQ(refresh("svc-post"), QString()) << "RFC 8414 3.1: the issuer's path comes behind";
    EXPECT_EQ(m_vault.find("svc-post")->tokenUrl, m_issuer + "/tenant/token");
}

TEST_F(OidcFixture, AnIssuerThatCallsItselfOtherwiseGetsNothing) {
    auto record = add("svc", CredentialKind::ClientCredentials, {}, clientSecret());
    record.issuer = m_issuer + "/"; // which it answers for, by another name
    ASSERT_TRUE(m_vault.update(record));
    EXPECT_TRUE(refresh("svc").contains(QStringLiteral("another issuer")));
    EXPECT_TRUE(log().empty());
}

// A code that comes with the right state, but from another server (mix-up): with that server's name, and with none.
TEST_F(OidcFixture, AnAnswerOfAnotherIssuerIsIgnoredAndTheRightOneStillTaken) {
    const auto record = add("native", CredentialKind::AuthorizationCode);
    m_beforeTheBrowser = [this](const QByteArray& url) {
        QByteArray back;
        QByteArray state;
        for (const auto& param : http::parseQuery(url.mid(url.indexOf('?') + 1))) {
            back = param.name == "redirect_uri" ? param.value : back;
            state = param.name == "state" ? param.value : state;
        }
        const QByteArray answer = back + "?code=of-another-server&state=" + state;
        for (const QByteArray& issuer :
             {QByteArray(), "&iss=" + m_issuer + "/tenant", "&iss=" + m_issuer + "&iss=" + m_issuer + "/tenant"})
            EXPECT_EQ(m_rig.get(answer + issuer).status(), 400) << issuer.constData();
    };
    EXPECT_EQ(signIn(record), QString());
    EXPECT_EQ(
        std::count_if(m_steps.begin(), m_steps.end(), [](const auto& step) { return step.step == Step::Ignored; }), 3);
    const auto ignored =
        std::find_if(m_steps.begin(), m_steps.end(), [](const auto& step) { return step.step == Step::Ignored; });
    ASSERT_NE(ignored, m_steps.end());
    EXPECT_EQ(ignored->sentence, QStringLiteral("An answer came that does not belong to this login; it was ignored."));
    EXPECT_EQ(log().size(), 1U) << "the other code went nowhere";
    EXPECT_EQ(log().front().value(QStringLiteral("status")).toInt(), 200);
}

TEST_F(OidcFixture, ARefreshTokenThatSomebodyElseUsedEndsTheGrantAndIsSaid) {
    ASSERT_EQ(signIn(add("native", CredentialKind::AuthorizationCode)), QString());
    const auto stolen = stored("native", vault::SecretRole::RefreshToken);
    ASSERT_EQ(refresh("native"), QString());
    http::Request thief{.method = "POST", .url = m_issuer + "/token"};
    thief.headers.append("Content-Type", "application/x-www-form-urlencoded");
    thief.body = "grant_type=refresh_token&client_id=native&refresh_token=" + stolen;
    EXPECT_EQ(m_rig.send(thief).status(), 400) << "reuse is detected";
    const auto sent = log().size();
    EXPECT_TRUE(refresh("native").contains(QStringLiteral("was revoked. Sign in again")));
    EXPECT_TRUE(refresh("native").contains(QStringLiteral("was revoked. Sign in again")));
    EXPECT_EQ(log().size(), sent + 1) << "a dead token is sent once";
    EXPECT_EQ(signIn(*m_vault.find("native")), QString()) << "and a new sign-in mends it";
}

} // namespace knockback::test
