// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/ResourceProof.h"
#include "tests/app/oauth/RefreshFixture.h"

namespace knockback::test {

class ResourceProofTest : public RefreshFixture {
protected:
    void bind(const QByteArray& name) {
        auto record = *m_vault.find(name);
        record.settings["dpop"] = "yes";
        ASSERT_TRUE(m_vault.update(record));
        vault::Secrets key;
        key.emplace(vault::SecretRole::ProofKey, oauth::SigningKey::generateP256().toPem());
        ASSERT_TRUE(m_vault.rotate(name, record.generation, std::move(key), {}));
    }
    http::Request proven(const QByteArray& name, const QByteArray& authorization) {
        http::Request request{.method = "PUT", .url = "https://api.test/a?b=c"};
        request.headers.append("Authorization", authorization);
        oauth::proveRequest(m_parts, name, request);
        return request;
    }
};

TEST_F(ResourceProofTest, ABoundTokenGoesWithAFreshProofEachTime) {
    bind("app");
    auto request = proven("app", "Bearer access-1");
    EXPECT_EQ(request.headers.value("Authorization"), "DPoP access-1");
    const auto first = *request.headers.value("DPoP");
    const auto claims = *oauth::unverifiedClaims(first);
    EXPECT_EQ(claims.value(QStringLiteral("htm")).toString(), QStringLiteral("PUT"));
    EXPECT_EQ(claims.value(QStringLiteral("htu")).toString(), QStringLiteral("https://api.test/a"));
    EXPECT_EQ(claims.value(QStringLiteral("ath")).toString().size(), 43);
    oauth::proveRequest(m_parts, "app", request);
    EXPECT_EQ(request.headers.value("Authorization"), "DPoP access-1");
    EXPECT_NE(*request.headers.value("DPoP"), first);
    EXPECT_EQ(request.headers.values("DPoP").size(), 1U);
}

TEST_F(ResourceProofTest, OthersStayAsTheyAre) {
    EXPECT_FALSE(proven("app", "Bearer access-1").headers.contains("DPoP"));
    bind("app");
    EXPECT_FALSE(proven("app", "Basic xyz").headers.contains("DPoP"));
    EXPECT_FALSE(proven("unknown", "Bearer access-1").headers.contains("DPoP"));
}

} // namespace knockback::test
