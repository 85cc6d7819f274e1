// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/oauth/RefreshFixture.h"

namespace knockback::test {

using namespace std::chrono_literals;
using oauth::RefreshErrorKind;
using oauth::RenewalReason;
using vault::SecretRole;

class TokenRefresherTest : public RefreshFixture {};

TEST_F(TokenRefresherTest, FetchesATokenWithClientCredentials) {
    answer(token(QStringLiteral("fresh")));
    const auto sentAt = m_scheduler.clock().wallNow();
    EXPECT_EQ(refreshNow("svc"), std::nullopt);
    EXPECT_EQ(stored("svc"), "fresh");
    EXPECT_EQ(m_vault.find("svc")->generation, 2U);
    EXPECT_EQ(m_vault.find("svc")->expiresAt, sentAt + 1h) << "from the sending, not from the answer 80 ms later";
    EXPECT_EQ(m_observed, 1);
}

TEST_F(TokenRefresherTest, ReplacesARotatedRefreshTokenAndKeepsOneThatIsNot) {
    answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
    answer(token(QStringLiteral("access-3")));
    EXPECT_EQ(refreshNow("app"), std::nullopt);
    EXPECT_EQ(stored("app", SecretRole::RefreshToken), "refresh/2");
    EXPECT_EQ(refreshNow("app"), std::nullopt);
    EXPECT_EQ(stored("app"), "access-3");
    EXPECT_EQ(stored("app", SecretRole::RefreshToken), "refresh/2");
    EXPECT_TRUE(m_transport.requests.at(1).body.bytes().contains("refresh%2F2"));
}

TEST_F(TokenRefresherTest, FiftyCallersAtOnceSendOneRequest) {
    answer(token(QStringLiteral("access-2")));
    for (int i = 0; i < 50; ++i)
        refresh("app", 1);
    EXPECT_TRUE(m_told.empty()) << "never from inside";
    m_scheduler.runAll();
    EXPECT_EQ(m_transport.requests.size(), 1U);
    ASSERT_EQ(m_told.size(), 50U);
    for (const auto& told : m_told)
        EXPECT_FALSE(told.error);
}

TEST_F(TokenRefresherTest, TheTokenIsInTheVaultBeforeAnybodyHears) {
    answer(token(QStringLiteral("access-2")));
    std::vector<QByteArray> seen;
    m_parts.observed = [&](const QByteArray&, const http::Attempt&) { seen.push_back("observed " + stored("app")); };
    m_refresher->refresh("app", 1, RenewalReason::Asked, [&](const auto&) { seen.push_back("told " + stored("app")); });
    m_scheduler.runAll();
    EXPECT_EQ(seen, (std::vector<QByteArray>{"observed access-1", "told access-2"}));
}

TEST_F(TokenRefresherTest, AGenerationThatIsPastIsDoneAtOnceButLater) {
    ASSERT_TRUE(m_vault.rotate("app", 1, {}, {}));
    refresh("app", 1);
    EXPECT_TRUE(m_told.empty());
    m_scheduler.runAll();
    ASSERT_EQ(m_told.size(), 1U);
    EXPECT_FALSE(m_told[0].error);
    EXPECT_TRUE(m_transport.requests.empty());
}

TEST_F(TokenRefresherTest, WhoSawTheVeryTokenFailGetsAnother) {
    // While a renewal of generation 1 runs, another process stores generation 2, and a caller has seen that fail.
    answer(token(QStringLiteral("late")));
    answer(token(QStringLiteral("access-3")));
    refresh("app", 1);
    ASSERT_TRUE(m_vault.rotate("app", 1, {}, {}));
    refresh("app", 2);
    m_scheduler.runAll();
    ASSERT_EQ(m_told.size(), 2U);
    EXPECT_FALSE(m_told[0].error);
    EXPECT_FALSE(m_told[1].error);
    EXPECT_EQ(m_transport.requests.size(), 2U);
    EXPECT_EQ(m_vault.find("app")->generation, 3U);
}

TEST_F(TokenRefresherTest, ARivalsTokenThatCameFirstIsKept) {
    answer(token(QStringLiteral("ours")));
    refresh("app", 1);
    vault::Secrets theirs;
    theirs.emplace(SecretRole::Value, base::Secret("theirs"));
    ASSERT_TRUE(m_vault.rotate("app", 1, std::move(theirs), {}));
    m_scheduler.runAll();
    EXPECT_FALSE(m_told.at(0).error);
    EXPECT_EQ(stored("app"), "theirs");
}

TEST_F(TokenRefresherTest, InvalidGrantAfterARivalsSuccessIsNotTheEnd) {
    answer({{QStringLiteral("error"), QStringLiteral("invalid_grant")}}, 400);
    refresh("app", 1);
    ASSERT_TRUE(m_vault.rotate("app", 1, {}, {}));
    m_scheduler.runAll();
    EXPECT_FALSE(m_told.at(0).error);
    EXPECT_TRUE(m_vault.find("app")->lastProblem.isEmpty());
}

TEST_F(TokenRefresherTest, AGrantThatEndedIsNeverSentAgain) {
    answer({{QStringLiteral("error"), QStringLiteral("invalid_grant")}}, 400);
    EXPECT_EQ(kindOf(refreshNow("app")), RefreshErrorKind::NeedsSignIn);
    EXPECT_TRUE(m_vault.find("app")->lastProblem.contains(QStringLiteral("invalid_grant")));
    EXPECT_EQ(stored("app"), "access-1") << "the access token may still be good";
    EXPECT_EQ(kindOf(refreshNow("app")), RefreshErrorKind::NeedsSignIn);
    EXPECT_EQ(m_transport.requests.size(), 1U);
    ASSERT_TRUE(m_vault.rotate("app", 1, {}, {})); // signed in again
    answer(token(QStringLiteral("access-2")));
    EXPECT_EQ(refreshNow("app"), std::nullopt);
}

TEST_F(TokenRefresherTest, TroubleThatPassesKeepsTheTokensAndIsTriedAgain) {
    m_transport.fail(http::FailureKind::ConnectionRefused, http::Phase::Connect);
    m_transport.answer(503, {{"Retry-After", "20"}}, "<html>");
    m_transport.answer(200, {}, "<html>");
    answer(token(QStringLiteral("access-2")));
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(kindOf(refreshNow("app")), RefreshErrorKind::TemporaryFailure) << i;
        EXPECT_EQ(stored("app", SecretRole::RefreshToken), "refresh/1");
        EXPECT_EQ(m_vault.find("app")->generation, 1U);
        EXPECT_FALSE(m_vault.find("app")->lastProblem.isEmpty());
        EXPECT_FALSE(m_vault.find("app")->renewingSince) << "it is known that nothing came of it";
        m_scheduler.advance(1min);
    }
    EXPECT_EQ(refreshNow("app"), std::nullopt);
    EXPECT_TRUE(m_vault.find("app")->lastProblem.isEmpty());
}

TEST_F(TokenRefresherTest, ARefreshTokenBesideABrokenAnswerIsStored) {
    auto json = token(QStringLiteral("x"), QStringLiteral("refresh/2"));
    json.insert(QStringLiteral("token_type"), QStringLiteral("mac"));
    answer(json);
    EXPECT_EQ(kindOf(refreshNow("app")), RefreshErrorKind::BadAnswer);
    EXPECT_EQ(stored("app", SecretRole::RefreshToken), "refresh/2");
    EXPECT_EQ(stored("app"), "access-1");
}

TEST_F(TokenRefresherTest, WhatCannotBeRotatedIsSaidWithoutSending) {
    vault::Credential key;
    key.name = "key";
    key.kind = vault::CredentialKind::ApiKey;
    ASSERT_TRUE(m_vault.add(key, {}));
    EXPECT_EQ(kindOf(refreshNow("key")), RefreshErrorKind::NotRotatable);
    EXPECT_EQ(kindOf(refreshNow("unknown")), RefreshErrorKind::NotRotatable);
    EXPECT_TRUE(m_transport.requests.empty());
}

TEST_F(TokenRefresherTest, CredentialsDoNotWaitForEachOther) {
    m_transport.hang();
    answer(token(QStringLiteral("access-2")));
    refresh("svc", 1);
    refresh("app", 1);
    m_scheduler.advance(1s);
    ASSERT_EQ(m_told.size(), 1U);
    EXPECT_EQ(m_told[0].name, "app");
    m_scheduler.runAll(); // the request's own time-out ends the other
    ASSERT_EQ(m_told.size(), 2U);
    EXPECT_EQ(kindOf(m_told[1].error), RefreshErrorKind::TemporaryFailure);
    EXPECT_EQ(m_transport.requests[0].options.timeout, 15s);
}

TEST_F(TokenRefresherTest, ACredentialRemovedMeanwhileIsNotBroughtBack) {
    answer(token(QStringLiteral("access-2")));
    refresh("app", 1);
    ASSERT_TRUE(m_vault.remove("app"));
    m_scheduler.runAll();
    EXPECT_EQ(kindOf(m_told.at(0).error), RefreshErrorKind::VaultFailed);
    EXPECT_FALSE(m_vault.find("app"));
}

TEST_F(TokenRefresherTest, MayBeDroppedAtAnyTime) {
    answer(token(QStringLiteral("access-2")));
    refresh("app", 1);
    refresh("unknown", 1);
    m_refresher.reset();
    m_scheduler.runAll();
    EXPECT_TRUE(m_told.empty());
}

TEST_F(TokenRefresherTest, MayBeDroppedByWhoIsTold) {
    answer(token(QStringLiteral("access-2")));
    int told = 0;
    for (int i = 0; i < 3; ++i)
        m_refresher->refresh("app", 1, RenewalReason::Asked, [&](const auto&) {
            ++told;
            m_refresher.reset();
        });
    m_scheduler.runAll();
    EXPECT_EQ(told, 1);
}

TEST_F(TokenRefresherTest, WhoIsToldMayAskAgain) {
    answer(token(QStringLiteral("access-2")));
    answer(token(QStringLiteral("access-3")));
    m_refresher->refresh("app", 1, RenewalReason::Asked, [&](const auto&) { refresh("app", 2); });
    m_scheduler.runAll();
    EXPECT_EQ(stored("app"), "access-3");
    EXPECT_EQ(m_told.size(), 1U);
}

} // namespace knockback::test
