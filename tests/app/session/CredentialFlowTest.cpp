// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using journal::CallOutcome;

class CredentialFlowTest : public SessionFixture {
protected:
    CredentialFlowTest() {
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
        spec.draft.auth.kind = workspace::AuthKind::Credential;
        spec.draft.auth.credential = "ledger";
    }
    void expired() {
        // Late enough for all calls of a test to be on their way before the first answer.
        transport.answer(
            401, {{"WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"The token expired\""}}, {},
            10ms);
    }
    void newToken(const QByteArray& value) {
        transport.answer(200, {{"Content-Type", "application/json"}},
                         "{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    }
};

TEST_F(CredentialFlowTest, expiredTokenIsRenewedAndTheRequestSentOnceMore) {
    expired();
    newToken("fresh-token-value");
    transport.answer(200, {}, "paid");
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    ASSERT_EQ(transport.requests.size(), 3u);
    EXPECT_EQ(transport.requests[0].headers.value("Authorization"), "Bearer old-token-value");
    EXPECT_EQ(transport.requests[1].url, "https://login.example/token");
    EXPECT_EQ(transport.requests[2].headers.value("Authorization"), "Bearer fresh-token-value");
    EXPECT_EQ(result.waits.at(0).reason, journal::WaitReason::Rotation);
    const auto rotations = events<journal::CredentialRotated>();
    ASSERT_EQ(rotations.size(), 1u);
    EXPECT_TRUE(rotations[0].ok);
}

TEST_F(CredentialFlowTest, credentialWithoutATokenYetFetchesItsFirst) {
    vault::Credential fresh;
    fresh.name = "unused";
    fresh.kind = vault::CredentialKind::ClientCredentials;
    fresh.hosts = {"api.example"};
    fresh.tokenUrl = "https://login.example/token";
    fresh.clientId = "knockback";
    vault::Secrets secrets;
    secrets[vault::SecretRole::ClientSecret] = base::Secret("client-secret-value");
    ASSERT_TRUE(vault.add(fresh, std::move(secrets)).ok());
    spec.draft.auth.credential = "unused";
    newToken("first-token-value");
    transport.answer(200);
    EXPECT_EQ(run().outcome, CallOutcome::Ok);
    ASSERT_EQ(transport.requests.size(), 2u);
    EXPECT_EQ(transport.requests[1].headers.value("Authorization"), "Bearer first-token-value");
}

TEST_F(CredentialFlowTest, secondRefusalIsNotRenewedAgain) {
    expired();
    newToken("fresh-token-value");
    expired();
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Blocked);
    EXPECT_EQ(transport.requests.size(), 3u);
}

TEST_F(CredentialFlowTest, whatARefusedTokenCameWithWasNotDoneAndGoesOutOnceMore) { // RFC 9110 15.5.2
    spec.draft.method = "POST";
    spec.draft.body = "amount=1";
    expired();
    newToken("fresh-token-value");
    transport.answer(200);
    EXPECT_EQ(run().outcome, CallOutcome::Ok);
    ASSERT_EQ(transport.requests.size(), 3u);
    EXPECT_EQ(transport.requests[2].method, "POST");
    EXPECT_EQ(transport.requests[2].body.bytes(), "amount=1");
}

TEST_F(CredentialFlowTest, nothingIsRenewedOrSentAgainWhereThePolicySaysNo) {
    spec.draft.policy.rotateOnExpiredCredential = false;
    expired();
    EXPECT_EQ(run().outcome, CallOutcome::Blocked);
    EXPECT_EQ(transport.requests.size(), 1u);
}

TEST_F(CredentialFlowTest, failedRenewalBlocksWithItsSentence) {
    expired();
    transport.answer(400, {{"Content-Type", "application/json"}}, "{\"error\":\"invalid_client\"}");
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Blocked);
    EXPECT_TRUE(result.sentence.contains(u"does not know the client id or its secret"))
        << result.sentence.toStdString();
    ASSERT_EQ(events<journal::CredentialRotated>().size(), 1u);
    EXPECT_FALSE(events<journal::CredentialRotated>()[0].ok);
}

TEST_F(CredentialFlowTest, manyCallsShareOneRenewalToldOnce) {
    for (int i = 0; i < 5; ++i)
        expired();
    newToken("fresh-token-value");
    for (int i = 0; i < 5; ++i)
        transport.answer(200);
    spec.pace = false; // or the first would go ahead alone
    for (int i = 0; i < 5; ++i)
        start();
    scheduler.runAll();
    ASSERT_EQ(results.size(), 5u);
    for (const auto& result : results)
        EXPECT_EQ(result.outcome, CallOutcome::Ok);
    EXPECT_EQ(transport.requests.size(), 11u);
    EXPECT_EQ(events<journal::CredentialRotated>().size(), 1u);
}

TEST_F(CredentialFlowTest, aCallThatWaitsForQuotaSendsTheTokenThatIsValidThen) {
    transport.answer(200, {{"RateLimit", "\"default\";r=0;t=10"}, {"RateLimit-Policy", "\"default\";q=5;w=10"}});
    run();
    start();
    scheduler.advance(1s);
    ASSERT_EQ(transport.requests.size(), 1u) << "held back";
    newToken("fresh-token-value");
    rotator.rotate("ledger", vault.find("ledger")->generation, {}, [](const QString&) {});
    scheduler.advance(1s);
    transport.answer(200);
    scheduler.runAll();
    ASSERT_EQ(transport.requests.size(), 3u);
    EXPECT_EQ(transport.requests[2].headers.value("Authorization"), "Bearer fresh-token-value");
}

TEST_F(CredentialFlowTest, aTokenThatEndsWhileItsCallsWaitForQuotaIsRenewedBeforeTheyGoOut) {
    spec.draft.policy.longestWait = 1h;
    auto record = *vault.find("ledger");
    record.issuedAt = scheduler.clock().wallNow();
    record.expiresAt = *record.issuedAt + 60s;
    ASSERT_TRUE(vault.update(record).ok());
    transport.answer(200, {{"RateLimit", "\"default\";r=0;t=120"}, {"RateLimit-Policy", "\"default\";q=5;w=120"}});
    run();
    for (int i = 0; i < 3; ++i)
        start();
    scheduler.advance(1s);
    ASSERT_EQ(transport.requests.size(), 1u) << "held back";
    newToken("fresh-token-value");
    for (int i = 0; i < 3; ++i)
        transport.answer(200);
    scheduler.runAll();
    ASSERT_EQ(results.size(), 4u);
    for (const auto& result : results)
        EXPECT_EQ(result.outcome, CallOutcome::Ok) << result.sentence.toStdString();
    ASSERT_EQ(transport.requests.size(), 5u) << "no attempt is wasted on a token that is over";
    EXPECT_EQ(transport.requests[1].url, "https://login.example/token");
    for (int i = 2; i < 5; ++i)
        EXPECT_EQ(transport.requests[static_cast<std::size_t>(i)].headers.value("Authorization"),
                  "Bearer fresh-token-value");
}

TEST_F(CredentialFlowTest, aTokenThatIsDueAsSoonAsItComesIsNotRenewedForEver) {
    auto record = *vault.find("ledger");
    record.issuedAt = scheduler.clock().wallNow() - 60s;
    record.expiresAt = *record.issuedAt + 60s;
    ASSERT_TRUE(vault.update(record).ok());
    for (int i = 0; i < 2; ++i) // late answers: of 1 s nothing is left
        transport.answer(200, {{"Content-Type", "application/json"}},
                         R"({"access_token":"short-lived","token_type":"Bearer","expires_in":1})", 1s);
    transport.answer(200);
    EXPECT_EQ(run().outcome, CallOutcome::Ok);
    EXPECT_LE(transport.requests.size(), 3u);
}

TEST_F(CredentialFlowTest, anotherHostIsRefusedBeforeAnythingGoesOut) {
    spec.draft.url = "https://elsewhere.example/items";
    const auto& result = run();
    EXPECT_TRUE(result.credentialProblem);
    EXPECT_FALSE(result.refused.isEmpty());
    EXPECT_TRUE(transport.requests.empty());
}

TEST_F(CredentialFlowTest, vaultVariablesWorkInEveryField) {
    spec.draft.auth.kind = workspace::AuthKind::None;
    spec.draft.method = "POST";
    spec.draft.url = "https://api.example/{{vault:ledger}}?k={{vault:ledger}}";
    spec.draft.headers = {{"X-Key", "k {{vault:ledger}}"}, {"X-Off", "{{vault:ledger}}", false}};
    spec.draft.body = "{\"t\":\"{{vault:ledger}}\"}";
    transport.answer(200);
    run();
    ASSERT_EQ(transport.requests.size(), 1u);
    const auto& sent = transport.requests[0];
    EXPECT_EQ(sent.url, "https://api.example/old-token-value?k=old-token-value");
    EXPECT_EQ(sent.headers.value("X-Key"), "k old-token-value");
    EXPECT_FALSE(sent.headers.contains("X-Off"));
    EXPECT_EQ(sent.body.bytes(), "{\"t\":\"old-token-value\"}");
}

TEST_F(CredentialFlowTest, hostMadeOfASecretIsRefused) {
    spec.draft.url = "https://{{vault:ledger}}/";
    EXPECT_FALSE(run().refused.isEmpty());
    EXPECT_TRUE(transport.requests.empty());
}

TEST_F(CredentialFlowTest, noSecretReachesTheJournal) {
    spec.draft.headers = {{"X-Echo", "{{vault:ledger}}"}};
    transport.answer(401,
                     {{"WWW-Authenticate", "Bearer error=\"invalid_token\", error_description=\"expired\""},
                      {"X-Back", "old-token-value"}},
                     "you sent old-token-value");
    newToken("fresh-token-value");
    transport.answer(200, {}, "{\"echo\":\"fresh-token-value\"}");
    run();
    QByteArray everything;
    for (const auto& event : journal.since(0)) {
        if (const auto* finished = std::get_if<journal::AttemptFinished>(&event.body)) {
            const auto& attempt = finished->record->exchange.attempt();
            everything += attempt.request.url + attempt.sentHead + attempt.request.body.bytes();
            for (const auto& field : attempt.request.headers)
                everything += field.name + field.value;
            everything += attempt.response->head.raw + attempt.response->body.bytes();
            for (const auto& field : attempt.response->headers())
                everything += field.name + field.value;
            for (const auto& evidence : finished->record->diagnosis.evidence)
                everything += evidence.sentence.toUtf8();
        }
    }
    EXPECT_FALSE(everything.isEmpty());
    for (const QByteArray secret : {"old-token-value", "fresh-token-value", "client-secret-value"})
        EXPECT_FALSE(everything.contains(secret)) << secret.toStdString();
}

} // namespace knockback::session
