// SPDX-License-Identifier: GPL-3.0-or-later
// A sign-in for what an API has asked for, and one that nobody comes back from.
#include "tests/app/oauth/FlowFixture.h"

namespace knockback::test {

using namespace std::chrono_literals;
using oauth::RefreshErrorKind;
using Step = oauth::SignInProgress::Step;
using Scopes = std::vector<QByteArray>;

class SignInDemandFlowTest : public FlowFixture {
protected:
    void start(vault::CredentialKind kind, const http::SignInDemand& demand) {
        const auto record = addUserGrant(
            kind, {{"device-url", "https://auth.test/device"}, {"authorization-url", "https://auth.test/authorize"}});
        m_flow = oauth::makeSignIn(m_parts, m_discovery, m_loop, record, ears(), demand);
        m_flow->start();
        m_scheduler.advance(1s);
    }
    void giveCode() {
        m_transport.answer(200, {}, R"({"device_code":"d","user_code":"AB-CD","expires_in":600,
            "verification_uri":"https://auth.test/go"})");
    }
    void giveTokens(const char* scope) {
        auto json = token(QStringLiteral("access-1"), QStringLiteral("refresh-1"));
        if (scope)
            json.insert(QStringLiteral("scope"), QString::fromUtf8(scope));
        answer(json);
        m_scheduler.advance(10s);
    }
    Scopes scopes() { return m_vault.find("me")->scopes; }

    base::EpollLoop m_loop; // of a browser's listener; nobody comes
    std::unique_ptr<oauth::SignInFlow> m_flow;
};

TEST_F(SignInDemandFlowTest, TheBrowserIsSentWithTheLevelTheAgeAndTheScopes) { // RFC 9470 4
    start(vault::CredentialKind::AuthorizationCode, {{"write", "admin"}, {"mfa", "hwk"}, 5s});
    ASSERT_TRUE(last(Step::OpenBrowser));
    std::map<QByteArray, QByteArray> asked;
    for (const auto& param : http::parseQuery(http::parseUrl(last(Step::OpenBrowser)->url)->query))
        asked[param.name] = param.value;
    EXPECT_EQ(asked["acr_values"], "mfa hwk");
    EXPECT_EQ(asked["max_age"], "5");
    EXPECT_EQ(asked["scope"], "read write admin") << "each once";
    EXPECT_EQ(scopes(), (Scopes{"read", "write"})) << "not before it is granted";
}

TEST_F(SignInDemandFlowTest, WithoutADemandNothingIsAdded) {
    start(vault::CredentialKind::AuthorizationCode, {});
    EXPECT_FALSE(last(Step::OpenBrowser)->url.contains("acr_values"));
    EXPECT_FALSE(last(Step::OpenBrowser)->url.contains("max_age"));
}

TEST_F(SignInDemandFlowTest, WhatIsGrantedStays) {
    for (const char* said : {static_cast<const char*>(nullptr), "admin write read"}) {
        if (m_vault.find("me")) {
            ASSERT_TRUE(m_vault.remove("me"));
        }
        giveCode();
        start(vault::CredentialKind::DeviceCode, {{"admin"}, {}, {}});
        EXPECT_EQ(field(m_transport.requests.back(), "scope"), "read write admin");
        giveTokens(said);
        EXPECT_TRUE(m_done);
        EXPECT_EQ(m_sentence, QString());
        EXPECT_EQ(scopes(), (Scopes{"read", "write", "admin"}));
    }
}

TEST_F(SignInDemandFlowTest, WhatIsNotGrantedIsSaid) {
    giveCode();
    start(vault::CredentialKind::DeviceCode, {{"admin", "audit"}, {}, {}});
    giveTokens("read write audit");
    EXPECT_FALSE(m_kind) << "there is a token all the same";
    EXPECT_EQ(m_sentence, QStringLiteral("Signed in to “me”, but the server did not grant admin. Ask whoever gives out "
                                         "access there."));
    EXPECT_EQ(scopes(), (Scopes{"read", "write", "audit"}));
}

TEST_F(SignInDemandFlowTest, NobodyComingBackIsToldWithTheAddressToRegister) {
    start(vault::CredentialKind::AuthorizationCode, {});
    m_scheduler.advance(5min);
    EXPECT_EQ(m_kind, RefreshErrorKind::NeedsSignIn);
    EXPECT_TRUE(m_sentence.startsWith(QStringLiteral("No answer from the browser for 5 min. The redirect address was "
                                                     "http://127.0.0.1:")))
        << m_sentence.toStdString();
    EXPECT_TRUE(m_sentence.endsWith(QStringLiteral("/callback; is it registered?")));
}

} // namespace knockback::test
