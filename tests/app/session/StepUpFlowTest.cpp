// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

class StepUpFlowTest : public SessionFixture {
protected:
    void SetUp() override {
        vault::Credential credential;
        credential.name = "ledger";
        credential.kind = vault::CredentialKind::ClientCredentials;
        credential.hosts = {"api.example"};
        credential.tokenUrl = "https://login.example/token";
        vault::Secrets secrets;
        secrets[vault::SecretRole::Value] = base::Secret("old-token-value");
        secrets[vault::SecretRole::ClientSecret] = base::Secret("client-secret-value");
        ASSERT_TRUE(vault.add(credential, std::move(secrets)));
        spec.draft.url = "https://api.example/items";
        spec.draft.auth.kind = workspace::AuthKind::Credential;
        spec.draft.auth.credential = "ledger";
    }
};

TEST_F(StepUpFlowTest, aLoginThatIsTooWeakIsNotRenewed) {
    transport.answer(401, {{"WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\", max_age=\"5\""}});
    run();
    EXPECT_EQ(transport.requests.size(), 1u) << "a new token of the same sign-in would be as weak";
}

TEST_F(StepUpFlowTest, aTokenThatIsNoLongerGoodIs) {
    transport.answer(401, {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}});
    transport.answer(200, {}, R"({"access_token":"fresh-token-value","expires_in":3600})");
    transport.answer(200);
    run();
    EXPECT_EQ(transport.requests.size(), 3u);
}

} // namespace knockback::session
