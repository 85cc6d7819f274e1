// SPDX-License-Identifier: GPL-3.0-or-later
// A refusal of the old token that came after the new one was stored was taken for a refusal of the new one, which was
// then renewed for nothing: fifty calls at once made two or three renewals of one.
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;

class LateRefusalTest : public SessionFixture {
protected:
    LateRefusalTest() {
        vault::Credential credential;
        credential.name = "ledger";
        credential.kind = vault::CredentialKind::ClientCredentials;
        credential.hosts = {"api.example"};
        credential.tokenUrl = "https://login.example/token";
        credential.clientId = "knockback";
        vault::Secrets secrets;
        secrets[vault::SecretRole::Value] = base::Secret("old-token-value");
        secrets[vault::SecretRole::ClientSecret] = base::Secret("client-secret-value");
        EXPECT_TRUE(vault.add(credential, std::move(secrets)).ok());
        spec.draft.url = "https://api.example/items";
        spec.pace = false; // or the first would go ahead alone
    }
    void refuseAfter(base::Nanoseconds time) {
        transport.answer(401, {{"WWW-Authenticate", "Bearer error=\"invalid_token\""}}, {}, time);
    }
    // Two calls go out with the old token, and the second is refused when the first has the new one.
    void expectOneRenewal() {
        refuseAfter(10ms);
        refuseAfter(90ms);
        transport.answer(200, {{"Content-Type", "application/json"}},
                         R"({"access_token":"fresh-token-value","token_type":"Bearer","expires_in":3600})");
        transport.answer(200);
        transport.answer(200);
        start();
        start();
        scheduler.runAll();
        ASSERT_EQ(results.size(), 2u);
        for (const auto& result : results)
            EXPECT_EQ(result.outcome, journal::CallOutcome::Ok) << result.sentence.toStdString();
        EXPECT_EQ(events<journal::CredentialRotated>().size(), 1u);
        int renewals = 0;
        for (const auto& request : transport.requests)
            renewals += request.url == "https://login.example/token" ? 1 : 0;
        EXPECT_EQ(renewals, 1);
        EXPECT_EQ(results.back().attempts.front()->decision,
                  u"The credential has expired, and a new one is stored already; sending once more.");
        for (const auto& evidence : results.back().attempts.front()->diagnosis.evidence)
            EXPECT_NE(evidence.where, u"vault") << "the stored token is not the one that was refused";
        ASSERT_EQ(transport.requests.size(), 5u);
        EXPECT_EQ(transport.requests[4].headers.value("Authorization"), "Bearer fresh-token-value");
    }
};

TEST_F(LateRefusalTest, ACredentialOfTheAuthTabIsRenewedOnce) {
    spec.draft.auth.kind = workspace::AuthKind::Credential;
    spec.draft.auth.credential = "ledger";
    expectOneRenewal();
}

TEST_F(LateRefusalTest, ACredentialInAHeaderIsRenewedOnce) {
    spec.draft.headers = {{"Authorization", "Bearer {{vault:ledger}}", true}};
    expectOneRenewal();
}

} // namespace knockback::session
