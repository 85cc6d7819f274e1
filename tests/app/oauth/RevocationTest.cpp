// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/oauth/FlowFixture.h"

#include "app/oauth/Introspection.h"
#include "app/oauth/Revocation.h"

namespace knockback::test {

class RevocationTest : public FlowFixture {
protected:
    void setting(const char* name, const char* value) {
        auto record = *m_vault.find("app");
        record.settings[name] = value;
        ASSERT_TRUE(m_vault.update(record));
    }
    // Empty, or the sentence of what went wrong.
    std::optional<QString> revoke() {
        std::optional<QString> problem;
        oauth::Revocation revocation(
            m_parts, m_discovery, *m_vault.find("app"),
            [&](const base::Outcome<QString>& outcome) { problem = outcome ? QString() : outcome.error(); });
        revocation.start();
        EXPECT_FALSE(problem) << "never from inside";
        m_scheduler.runAll();
        return problem;
    }
    std::optional<base::Result<oauth::TokenFacts, QString>> inspect() {
        std::optional<base::Result<oauth::TokenFacts, QString>> facts;
        oauth::Introspection asking(m_parts, m_discovery, *m_vault.find("app"),
                                    [&](const auto& answer) { facts = answer; });
        asking.start();
        m_scheduler.runAll();
        return facts;
    }
};

TEST_F(RevocationTest, TheRefreshTokenGoesFirst) {
    setting("revocation-url", "https://auth.test/revoke");
    m_transport.answer(200).answer(200);
    EXPECT_EQ(revoke(), QString());
    ASSERT_EQ(m_transport.requests.size(), 2U);
    EXPECT_EQ(m_transport.requests[0].body.bytes(),
              "token=refresh%2F1&token_type_hint=refresh_token&client_id=client+1");
    EXPECT_EQ(m_transport.requests[1].body.bytes(), "token=access-1&token_type_hint=access_token&client_id=client+1");
    EXPECT_EQ(stored("app"), "access-1") << "forgetting it is another decision";
    EXPECT_EQ(m_observed, 2);
}

TEST_F(RevocationTest, WhatTheServerMayStillTakeIsSaid) {
    setting("revocation-url", "https://auth.test/revoke");
    m_transport.answer(503);
    EXPECT_TRUE(revoke()->contains(QStringLiteral("may still take it")));
    m_transport.fail(http::FailureKind::ConnectionRefused, http::Phase::Connect);
    EXPECT_TRUE(revoke()->contains(QStringLiteral("may still take it")));
    EXPECT_EQ(m_transport.requests.size(), 2U);
}

TEST_F(RevocationTest, TokensGoToTheirOwnServerOnly) {
    setting("revocation-url", "https://elsewhere.test/revoke");
    EXPECT_TRUE(revoke()->contains(QStringLiteral("token endpoint")));
    setting("introspection-url", "https://elsewhere.test/introspect");
    EXPECT_TRUE(inspect()->error().contains(QStringLiteral("may only go back")));
    EXPECT_TRUE(m_transport.requests.empty());
}

TEST_F(RevocationTest, AServerWithoutAnAddressForItIsSaid) {
    EXPECT_TRUE(revoke()->contains(QStringLiteral("names no address")));
    EXPECT_TRUE(inspect()->error().contains(QStringLiteral("names no address")));
}

TEST_F(RevocationTest, ReadsWhatTheServerSaysOfAToken) { // RFC 7662 2.2
    setting("introspection-url", "https://auth.test/introspect");
    m_transport.answer(200, {}, R"({"active": true, "client_id": "l238j323ds-23ij4", "username": "jdoe",
        "scope": "read write dolphin", "sub": "Z5O3upPC88QrAjx00dis", "aud": ["https://a.test","b"], "exp": 1419356238})");
    const auto facts = inspect();
    ASSERT_TRUE(facts && *facts);
    EXPECT_TRUE((*facts)->active);
    EXPECT_EQ((*facts)->scopes, (std::vector<QByteArray>{"read", "write", "dolphin"}));
    EXPECT_EQ((*facts)->audience, "https://a.test b");
    EXPECT_EQ((*facts)->expiresAt, base::WallTime(std::chrono::seconds(1'419'356'238)));
    m_transport.answer(200, {}, R"({"active":false,"sub":"x"})");
    EXPECT_FALSE((*inspect())->active);
    for (const char* bad : {"", "[]", R"({"active":"yes"})", R"({"scope":"a"})"}) {
        m_transport.answer(200, {}, bad);
        EXPECT_FALSE(*inspect()) << bad;
    }
    m_transport.answer(401);
    EXPECT_TRUE(inspect()->error().contains(QStringLiteral("does not tell")));
}

} // namespace knockback::test
