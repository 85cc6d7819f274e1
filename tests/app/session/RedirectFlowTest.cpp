// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {
namespace {

using journal::AttemptTrigger;
using journal::CallOutcome;

class RedirectFlowTest : public SessionFixture {
protected:
    [[nodiscard]] const http::Request& sent(std::size_t i) const { return transport.requests.at(i); }
    void addCredential(const QByteArray& name, const QByteArray& host) {
        vault::Credential credential;
        credential.name = name;
        credential.kind = vault::CredentialKind::Bearer;
        credential.hosts = {host};
        vault::Secrets secrets;
        secrets.emplace(vault::SecretRole::Value, base::Secret("s3cret-" + name));
        ASSERT_TRUE(vault.add(credential, std::move(secrets)).ok());
    }
};

TEST_F(RedirectFlowTest, everyHopIsAnAttempt) {
    transport.answer(302, {{"Location", "/moved"}}).answer(307, {{"Location", "again?x=1"}}).answer(200);
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    ASSERT_EQ(transport.requests.size(), 3U);
    EXPECT_EQ(sent(1).url, "http://api.example/moved");
    EXPECT_EQ(sent(2).url, "http://api.example/again?x=1");
    ASSERT_EQ(result.attempts.size(), 3U);
    EXPECT_EQ(result.attempts[0]->trigger, AttemptTrigger::First);
    EXPECT_EQ(result.attempts[1]->trigger, AttemptTrigger::Redirect);
    EXPECT_EQ(result.attempts[2]->number, 3);
    EXPECT_TRUE(result.attempts[0]->decision.contains(u"redirect"));
    EXPECT_TRUE(result.waits.empty());
}

TEST_F(RedirectFlowTest, postBecomesGetOn303AndStaysOn307) {
    spec.draft.method = "POST";
    spec.draft.body = "a=1";
    spec.draft.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Own", "1"}};
    transport.answer(303, {{"Location", "/done"}}).answer(200);
    run();
    EXPECT_EQ(sent(1).method, "GET");
    EXPECT_TRUE(sent(1).body.isEmpty());
    EXPECT_FALSE(sent(1).headers.contains("Content-Type"));
    EXPECT_EQ(sent(1).headers.value("X-Own"), "1");

    transport.answer(307, {{"Location", "/again"}}).answer(200);
    run();
    EXPECT_EQ(sent(3).method, "POST");
    EXPECT_EQ(sent(3).body.bytes(), "a=1");
}

TEST_F(RedirectFlowTest, secretsStayBehindWhenTheOriginChanges) {
    addCredential("key", "api.example");
    spec.draft.headers = {
        {"Authorization", "Bearer typed"}, {"Cookie", "own=1"}, {"X-Key", "{{vault:key}}"}, {"X-Own", "1"}};
    transport.answer(302, {{"Location", "http://elsewhere.example/"}})
        .answer(302, {{"Location", "http://api.example/back"}})
        .answer(200);
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    EXPECT_TRUE(result.attempts[0]->decision.contains(u"to another origin; credentials stay behind"));
    EXPECT_EQ(sent(0).headers.value("X-Key"), "s3cret-key");
    for (const std::size_t hop : {1U, 2U}) {
        EXPECT_FALSE(sent(hop).headers.contains("Authorization")) << hop;
        EXPECT_FALSE(sent(hop).headers.contains("Cookie")) << hop;
        EXPECT_FALSE(sent(hop).headers.contains("X-Key")) << hop;
        EXPECT_EQ(sent(hop).headers.value("X-Own"), "1") << hop;
    }
}

TEST_F(RedirectFlowTest, secretsDoNotComeBackWithASecondHopElsewhere) {
    spec.draft.headers = {{"Authorization", "Bearer typed"}};
    transport.answer(302, {{"Location", "http://elsewhere.example/"}}).answer(302, {{"Location", "/next"}}).answer(200);
    EXPECT_EQ(run().outcome, CallOutcome::Ok);
    EXPECT_EQ(sent(2).url, "http://elsewhere.example/next");
    EXPECT_FALSE(sent(2).headers.contains("Authorization"));
}

TEST_F(RedirectFlowTest, theVaultsCredentialFollowsToItsOwnHostsOnly) {
    addCredential("key", "api.example");
    spec.draft.auth.kind = workspace::AuthKind::Credential;
    spec.draft.auth.credential = "key";
    transport.answer(302, {{"Location", "http://elsewhere.example/"}}).answer(200);
    EXPECT_EQ(run().outcome, CallOutcome::Ok);
    EXPECT_TRUE(sent(0).headers.contains("Authorization"));
    EXPECT_FALSE(sent(1).headers.contains("Authorization"));
}

TEST_F(RedirectFlowTest, aSecretInTheBodyDoesNotGoElsewhere) {
    addCredential("key", "api.example");
    spec.draft.method = "POST";
    spec.draft.body = "key={{vault:key}}";
    transport.answer(307, {{"Location", "http://elsewhere.example/"}}).answer(200);
    const auto& result = run();
    EXPECT_EQ(transport.requests.size(), 1U);
    EXPECT_TRUE(result.refused.contains(u"another origin"));
}

TEST_F(RedirectFlowTest, stopsAtTheBoundAndSaysSo) {
    spec.draft.settings.maxRedirects = 2;
    for (int i = 0; i < 5; ++i)
        transport.answer(302, {{"Location", "/loop"}});
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Failed);
    EXPECT_EQ(transport.requests.size(), 3U);
    EXPECT_TRUE(result.sentence.contains(u"2 redirects"));
}

TEST_F(RedirectFlowTest, notFollowedWhenSwitchedOff) {
    spec.draft.settings.followRedirects = false;
    transport.answer(302, {{"Location", "/moved"}});
    EXPECT_EQ(run().outcome, CallOutcome::Ok);
    EXPECT_EQ(transport.requests.size(), 1U);
}

TEST_F(RedirectFlowTest, aRedirectDoesNotUseUpTheRetries) {
    spec.draft.policy.maxAttempts = 2;
    transport.answer(302, {{"Location", "/moved"}}).answer(503).answer(200);
    const auto& result = run();
    EXPECT_EQ(result.outcome, CallOutcome::Ok);
    ASSERT_EQ(result.attempts.size(), 3U);
    EXPECT_EQ(result.attempts[2]->trigger, AttemptTrigger::Retry);
    EXPECT_EQ(sent(2).url, "http://api.example/moved");
}

TEST_F(RedirectFlowTest, bracesInARedirectAreNoVariables) {
    addCredential("key", "api.example");
    transport.answer(302, {{"Location", "http://api.example/?q={{vault:key}}"}}).answer(200);
    run();
    EXPECT_FALSE(sent(1).url.contains("s3cret"));
}

} // namespace
} // namespace knockback::session
