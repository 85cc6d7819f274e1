// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/oauth/RefreshFixture.h"

#include "app/http/HttpDate.h"

#include <QTemporaryDir>

namespace knockback::test {

using namespace std::chrono_literals;
using oauth::RefreshErrorKind;
using oauth::RenewalReason;
using vault::SecretRole;

// What a renewal does when things go wrong: the rules of rotation, one by one.
class RenewalTest : public RefreshFixture {
protected:
    // “app” gets a token of an hour.
    void fetchOnce() {
        answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
        ASSERT_EQ(refreshNow("app"), std::nullopt);
    }
    vault::Credential record() { return *m_vault.find("app"); }
    void loseAnswer() {
        http::Attempt attempt;
        attempt.connection.requestsOnWire = 1;
        attempt.failure = http::NetworkFailure{http::FailureKind::RemoteHostClosed, http::Phase::Read, {}};
        m_transport.play(attempt);
    }
    // As after a crash: another process with the same disk, which knows nothing but what is on it.
    void restart() {
        m_refresher.reset();
        ASSERT_TRUE(m_vault.reload());
        m_refresher = std::make_unique<oauth::TokenRefresher>(m_parts);
    }
    // While a request is out: the machine sleeps for longer than a renewal is taken to last, and wakes to an edit.
    void sleepAndReplace(SecretRole role, const QByteArray& text) {
        m_scheduler.fakeClock().advance(2min);
        vault::Secrets fresh;
        fresh.emplace(role, base::Secret(text));
        ASSERT_TRUE(m_vault.edit("app", record(), fresh));
    }
    QByteArray onDisk(SecretRole role) {
        for (const auto& entry : m_disk->entries)
            if (entry.credential.name == "app")
                return entry.secrets.at(role).reveal().toByteArray();
        return {};
    }
};

TEST_F(RenewalTest, ThatItBeginsIsOnDiskBeforeAnythingIsSent) {
    m_transport.hang();
    refresh("app", 1);
    m_scheduler.runPosted();
    ASSERT_EQ(m_transport.requests.size(), 1U);
    ASSERT_EQ(m_disk->entries.size(), 2U);
    EXPECT_EQ(m_disk->entries[0].credential.renewingSince, m_scheduler.clock().wallNow());
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "refresh/1") << "no token is touched by that";
}

TEST_F(RenewalTest, TheCommitClearsTheNoteInTheSameSave) {
    fetchOnce();
    EXPECT_FALSE(m_disk->entries[0].credential.renewingSince);
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "refresh/2");
    EXPECT_EQ(m_disk->saves, 4) << "two credentials, one note, one commit";
}

TEST_F(RenewalTest, NothingIsSentWhenTheVaultCannotBeWritten) {
    m_disk->full = true;
    EXPECT_EQ(kindOf(refreshNow("app")), RefreshErrorKind::VaultFailed);
    EXPECT_TRUE(m_transport.requests.empty());
    // A client fetches its token the same way again whenever it likes: nothing can be lost.
    answer(token(QStringLiteral("fresh")));
    EXPECT_EQ(refreshNow("svc"), std::nullopt);
    EXPECT_EQ(stored("svc"), "fresh");
}

TEST_F(RenewalTest, TokensThatCannotBeSavedAreKeptUsedAndSavedAsSoonAsPossible) {
    answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
    refresh("app", 1);
    m_scheduler.runPosted();
    m_disk->full = true;
    m_scheduler.advance(1s);
    ASSERT_EQ(m_told.size(), 1U);
    EXPECT_FALSE(m_told[0].error);
    EXPECT_TRUE(m_told[0].renewal.note.contains(QStringLiteral("NOT saved")));
    EXPECT_EQ(stored("app"), "access-2");
    EXPECT_EQ(m_refresher->unsaved(), (std::vector<QByteArray>{"app"}));
    m_scheduler.advance(5min);
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "refresh/1");
    m_disk->full = false;
    m_scheduler.advance(1min);
    EXPECT_TRUE(m_refresher->unsaved().empty());
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "refresh/2");
    EXPECT_EQ(m_scheduler.waiting(), 0U);
}

TEST_F(RenewalTest, AVaultThatIsLockedMeanwhileKeepsTheTokensUntilItIsUnlocked) {
    answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
    refresh("app", 1);
    m_scheduler.runPosted();
    ASSERT_TRUE(m_vault.lock());
    m_scheduler.advance(1s);
    ASSERT_EQ(m_told.size(), 1U);
    EXPECT_EQ(kindOf(m_told[0].error), RefreshErrorKind::VaultFailed);
    EXPECT_EQ(m_refresher->unsaved(), (std::vector<QByteArray>{"app"}));
    refresh("app", 1);
    m_scheduler.advance(1s);
    EXPECT_TRUE(m_told.back().error->sentence.contains(QStringLiteral("locked")));
    EXPECT_EQ(m_transport.requests.size(), 1U);
    ASSERT_TRUE(m_vault.unlock());
    m_scheduler.advance(2min);
    EXPECT_TRUE(m_refresher->unsaved().empty());
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "refresh/2");
}

TEST_F(RenewalTest, TokensAreKeptWhenAnotherSecretWasReplacedMeanwhile) {
    answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
    refresh("app", 1);
    sleepAndReplace(SecretRole::ClientSecret, "other");
    m_scheduler.runAll();
    ASSERT_EQ(m_told.size(), 1U);
    EXPECT_FALSE(m_told[0].error);
    EXPECT_TRUE(m_told[0].renewal.note.isEmpty()) << m_told[0].renewal.note.toStdString();
    EXPECT_EQ(m_transport.requests.size(), 1U);
    EXPECT_EQ(onDisk(SecretRole::Value), "access-2");
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "refresh/2");
    EXPECT_EQ(onDisk(SecretRole::ClientSecret), "other");
}

TEST_F(RenewalTest, TokensAreKeptWhenAnotherProcessReplacedAnotherSecretMeanwhile) {
    vault::Vault other(std::make_unique<FaultyStore>(m_disk), vault::VaultMode::Passphrase, m_scheduler.clock());
    answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
    refresh("app", 1);
    ASSERT_TRUE(other.open());
    vault::Secrets fresh;
    fresh.emplace(SecretRole::ClientSecret, base::Secret("other"));
    ASSERT_TRUE(other.rotate("app", 1, std::move(fresh), {}));
    m_scheduler.runAll();
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "refresh/2");
    EXPECT_EQ(onDisk(SecretRole::ClientSecret), "other");
}

TEST_F(RenewalTest, ARefreshTokenThatTheUserPutInMeanwhileStays) {
    answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
    refresh("app", 1);
    sleepAndReplace(SecretRole::RefreshToken, "typed");
    m_scheduler.runAll();
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "typed");
    EXPECT_EQ(onDisk(SecretRole::Value), "access-1");
}

TEST_F(RenewalTest, ARefreshTokenBesideABrokenAnswerIsKeptWhenAnotherSecretWasReplacedMeanwhile) {
    auto broken = token(QStringLiteral("x"), QStringLiteral("refresh/2"));
    broken.insert(QStringLiteral("token_type"), QStringLiteral("mac"));
    answer(broken);
    refresh("app", 1);
    sleepAndReplace(SecretRole::ClientSecret, "other");
    m_scheduler.runAll();
    EXPECT_EQ(kindOf(m_told.at(0).error), RefreshErrorKind::BadAnswer);
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "refresh/2");
    EXPECT_FALSE(record().renewingSince);
    EXPECT_EQ(record().lastProblem, m_told[0].error->sentence);
}

TEST_F(RenewalTest, AfterACrashTheStoredTokenIsUsedWhileItIsGood) {
    fetchOnce();
    m_transport.hang();
    refresh("app", 2);
    m_scheduler.runPosted();
    restart();
    ASSERT_TRUE(record().renewingSince);
    EXPECT_EQ(refreshNow("app", RenewalReason::Due), std::nullopt);
    EXPECT_FALSE(m_told.back().renewal.fresh);
    EXPECT_TRUE(m_told.back().renewal.note.contains(QStringLiteral("was cut off at")));
    EXPECT_EQ(m_transport.requests.size(), 2U) << "nothing more was sent";
}

TEST_F(RenewalTest, AfterACrashThereIsOneTryWhenTheStoredTokenEnds) {
    fetchOnce();
    m_transport.hang();
    refresh("app", 2);
    m_scheduler.runPosted();
    restart();
    m_scheduler.fakeClock().advance(59min + 30s);
    answer({{QStringLiteral("error"), QStringLiteral("invalid_grant")}}, 400);
    const auto error = refreshNow("app", RenewalReason::Due);
    EXPECT_EQ(kindOf(error), RefreshErrorKind::NeedsSignIn);
    EXPECT_TRUE(error->sentence.contains(QStringLiteral("was cut off at"))) << error->sentence.toStdString();
    const auto sent = m_transport.requests.size();
    restart();
    EXPECT_EQ(kindOf(refreshNow("app", RenewalReason::Due)), RefreshErrorKind::NeedsSignIn);
    EXPECT_EQ(kindOf(refreshNow("app", RenewalReason::Asked)), RefreshErrorKind::NeedsSignIn);
    EXPECT_EQ(m_transport.requests.size(), sent)
        << "a refused refresh token is never sent again, not even after a restart";
}

TEST_F(RenewalTest, ALostAnswerIsAskedForOnceMoreAtOnce) {
    loseAnswer();
    answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
    EXPECT_EQ(refreshNow("app", RenewalReason::Refused), std::nullopt);
    EXPECT_EQ(m_transport.requests.size(), 2U);
    EXPECT_EQ(m_transport.requests[0].body, m_transport.requests[1].body);
    EXPECT_EQ(onDisk(SecretRole::RefreshToken), "refresh/2");
    EXPECT_EQ(m_observed, 2) << "both are attempts";
}

TEST_F(RenewalTest, ASecondLossIsTheEndForNow) {
    loseAnswer();
    loseAnswer();
    EXPECT_EQ(kindOf(refreshNow("app", RenewalReason::Refused)), RefreshErrorKind::TemporaryFailure);
    EXPECT_EQ(m_transport.requests.size(), 2U);
    EXPECT_TRUE(record().renewingSince) << "still nobody knows whether the server has acted";
}

TEST_F(RenewalTest, WithAGoodTokenALostAnswerCanWait) {
    fetchOnce();
    m_scheduler.fakeClock().advance(57min);
    loseAnswer();
    EXPECT_EQ(refreshNow("app", RenewalReason::Due), std::nullopt);
    EXPECT_FALSE(m_told.back().renewal.fresh);
    EXPECT_EQ(m_transport.requests.size(), 2U) << "a retry could have killed the stored token on a strict server";
    EXPECT_FALSE(m_refresher->isDue("app")) << "no call is held up again at once";
}

TEST_F(RenewalTest, WhatNeverWentOutLeavesNoDoubt) {
    m_transport.fail(http::FailureKind::ConnectionRefused, http::Phase::Connect);
    EXPECT_EQ(kindOf(refreshNow("app")), RefreshErrorKind::TemporaryFailure);
    EXPECT_EQ(m_transport.requests.size(), 1U);
    EXPECT_FALSE(record().renewingSince);
}

TEST_F(RenewalTest, APauseThatTheServerAskedForIsKept) {
    m_transport.answer(503, {{"Retry-After", "20"}}, "");
    EXPECT_EQ(kindOf(refreshNow("app")), RefreshErrorKind::TemporaryFailure);
    m_scheduler.advance(19s);
    const auto error = refreshNow("app");
    EXPECT_EQ(kindOf(error), RefreshErrorKind::TemporaryFailure);
    EXPECT_TRUE(error->sentence.contains(QStringLiteral("Nothing is sent for 1 s more")))
        << error->sentence.toStdString();
    EXPECT_EQ(m_transport.requests.size(), 1U);
    m_scheduler.advance(1s);
    answer(token(QStringLiteral("access-2")));
    EXPECT_EQ(refreshNow("app"), std::nullopt);
}

TEST_F(RenewalTest, OurOwnPauseHoldsCallsBackButNotTheUser) {
    m_transport.answer(500);
    m_transport.answer(500);
    EXPECT_TRUE(refreshNow("app", RenewalReason::Refused));
    EXPECT_TRUE(refreshNow("app", RenewalReason::Refused));
    EXPECT_EQ(m_transport.requests.size(), 1U);
    EXPECT_TRUE(refreshNow("app", RenewalReason::Asked));
    EXPECT_EQ(m_transport.requests.size(), 2U);
}

TEST_F(RenewalTest, ASignInEndsThePauseOfEarlierFailures) {
    m_transport.answer(503);
    EXPECT_EQ(kindOf(refreshNow("app", RenewalReason::Refused)), RefreshErrorKind::TemporaryFailure);
    EXPECT_TRUE(refreshNow("app", RenewalReason::Refused)->sentence.contains(QStringLiteral("Nothing is sent for")));
    m_refresher->forgetFailures("app");
    answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
    EXPECT_EQ(refreshNow("app", RenewalReason::Refused), std::nullopt);
    EXPECT_EQ(m_transport.requests.size(), 2U);
}

TEST_F(RenewalTest, ADueRenewalThatFailsBlocksNobodyWhoseTokenIsGood) {
    fetchOnce();
    m_scheduler.fakeClock().advance(56min);
    m_transport.answer(503);
    EXPECT_EQ(refreshNow("app", RenewalReason::Due), std::nullopt);
    EXPECT_TRUE(m_told.back().renewal.note.contains(QStringLiteral("503")));
    EXPECT_FALSE(record().lastProblem.isEmpty()) << "but it is on record";
    m_scheduler.fakeClock().advance(4min);
    m_transport.answer(503);
    EXPECT_EQ(kindOf(refreshNow("app", RenewalReason::Due)), RefreshErrorKind::TemporaryFailure);
}

TEST_F(RenewalTest, AnUnusableTokenIsNotServedToWhoSawItFail) {
    fetchOnce();
    m_scheduler.fakeClock().advance(56min);
    m_transport.answer(503);
    m_transport.answer(503);
    refresh("app", 2, RenewalReason::Due);
    refresh("app", 2, RenewalReason::Refused);
    m_scheduler.runAll();
    ASSERT_EQ(m_told.size(), 3U);
    EXPECT_FALSE(m_told[1].error);
    EXPECT_EQ(kindOf(m_told[2].error), RefreshErrorKind::TemporaryFailure);
}

TEST_F(RenewalTest, TheWallClockMayJumpWhileATokenLives) {
    fetchOnce();
    m_scheduler.fakeClock().setWall(m_scheduler.clock().wallNow() + 2h);
    EXPECT_FALSE(m_refresher->isDue("app")) << "an hour has not passed";
    m_scheduler.fakeClock().setWall(m_scheduler.clock().wallNow() - 4h);
    m_scheduler.fakeClock().advance(58min);
    EXPECT_TRUE(m_refresher->isDue("app"));
    restart();
    EXPECT_FALSE(m_refresher->isDue("app")) << "a token from the future: its expiry is not trusted, a 401 will tell";
}

TEST_F(RenewalTest, AClockThatIsOffIsSaidBesideTheNewToken) {
    m_transport.answer(200, {{"Date", http::formatHttpDate(m_scheduler.clock().wallNow() - 7min)}},
                       QJsonDocument(token(QStringLiteral("access-2"))).toJson());
    EXPECT_EQ(refreshNow("app"), std::nullopt);
    EXPECT_TRUE(m_told.back().renewal.note.contains(QStringLiteral("7 min ahead of")));
}

TEST_F(RenewalTest, TwoProcessesNeverRenewAtTheSameTime) {
    const QTemporaryDir folder;
    m_parts.lockFile = folder.filePath(QStringLiteral("vault.renewing"));
    vault::Vault other(std::make_unique<FaultyStore>(m_disk), vault::VaultMode::Passphrase, m_scheduler.clock());
    ASSERT_TRUE(other.open());
    oauth::Parts parts{m_transport, other, m_scheduler, m_random, {}, m_parts.lockFile, m_parts.bootTime};
    oauth::TokenRefresher rival(parts);
    answer(token(QStringLiteral("access-2"), QStringLiteral("refresh/2")));
    int rivalTold = 0;
    refresh("app", 1);
    rival.refresh("app", 1, RenewalReason::Refused, [&](const oauth::RenewalOutcome& outcome) {
        ++rivalTold;
        ASSERT_TRUE(outcome.ok());
        EXPECT_TRUE(outcome->note == QStringLiteral("Renewed by another Knockback; its token is used."));
    });
    m_scheduler.advance(5s);
    EXPECT_EQ(m_told.size(), 1U);
    EXPECT_EQ(rivalTold, 1);
    EXPECT_EQ(m_transport.requests.size(), 1U) << "the one that waited took over what the other got";
    EXPECT_EQ(other.find("app")->generation, 2U);
}

TEST_F(RenewalTest, ALockThatIsNeverLetGoIsNotWaitedForEndlessly) {
    const QTemporaryDir folder;
    m_parts.lockFile = folder.filePath(QStringLiteral("vault.renewing"));
    const oauth::RenewalLock held(m_parts.lockFile, "app");
    ASSERT_EQ(held.state(), oauth::RenewalLock::State::Held);
    answer(token(QStringLiteral("other")));
    EXPECT_EQ(refreshNow("svc"), std::nullopt) << "another credential has its own lock";
    EXPECT_EQ(kindOf(refreshNow("app")), RefreshErrorKind::TemporaryFailure);
    EXPECT_EQ(m_transport.requests.size(), 1U);
    m_parts.lockFile = QStringLiteral("/proc/nowhere/lock");
    EXPECT_EQ(kindOf(refreshNow("svc")), RefreshErrorKind::VaultFailed);
}

TEST_F(RenewalTest, WithoutARefreshTokenOnlySigningInHelps) {
    vault::Credential me;
    me.name = "me";
    me.kind = vault::CredentialKind::AuthorizationCode;
    me.tokenUrl = "https://auth.test/token";
    ASSERT_TRUE(m_vault.add(me, {}));
    EXPECT_EQ(refreshNow("me")->sentence, QStringLiteral("Nobody has signed in to “me” yet."));
    vault::Secrets token;
    token.emplace(SecretRole::Value, base::Secret("access-1"));
    const auto generation = m_vault.find("me")->generation;
    ASSERT_TRUE(m_vault.rotate("me", generation, std::move(token), m_scheduler.clock().wallNow() + 1min));
    m_scheduler.fakeClock().advance(5min + 1s);
    const auto error = refreshNow("me", RenewalReason::Due);
    EXPECT_EQ(kindOf(error), RefreshErrorKind::NeedsSignIn);
    EXPECT_EQ(error->sentence,
              QStringLiteral("The token of “me” expired 4 min ago and there is no refresh token. Sign in again."));
    EXPECT_TRUE(m_transport.requests.empty());
}

TEST_F(RenewalTest, AnIssuerIsAskedForTheTokenEndpointThatIsMissing) {
    auto record = *m_vault.find("svc");
    record.tokenUrl.clear();
    record.issuer = "https://auth.test";
    ASSERT_TRUE(m_vault.update(record));
    m_transport.answer(404);
    m_transport.answer(200, {}, R"({"issuer":"https://auth.test","token_endpoint":"https://auth.test/t"})");
    answer(token(QStringLiteral("fresh")));
    EXPECT_EQ(refreshNow("svc"), std::nullopt);
    ASSERT_EQ(m_transport.requests.size(), 3U);
    EXPECT_EQ(m_transport.requests[0].url, "https://auth.test/.well-known/openid-configuration");
    EXPECT_EQ(m_transport.requests[1].url, "https://auth.test/.well-known/oauth-authorization-server");
    EXPECT_EQ(m_transport.requests[2].url, "https://auth.test/t");
    EXPECT_EQ(m_vault.find("svc")->tokenUrl, "https://auth.test/t");
}

TEST_F(RenewalTest, WhatIsEditedWhileAnIssuerIsAskedStaysEdited) {
    auto record = *m_vault.find("svc");
    record.tokenUrl.clear();
    record.issuer = "https://auth.test";
    record.hosts = {"api.test", "*.api.test"};
    ASSERT_TRUE(m_vault.update(record));
    m_transport.answer(200, {}, R"({"issuer":"https://auth.test","token_endpoint":"https://auth.test/t"})", 80ms);
    answer(token(QStringLiteral("fresh")));
    refresh("svc", 1);
    m_scheduler.runPosted();
    ASSERT_EQ(m_transport.requests.size(), 1U);
    record.hosts = {"api.test"};
    ASSERT_TRUE(m_vault.update(record));
    m_scheduler.runAll();
    EXPECT_FALSE(m_told.at(0).error);
    EXPECT_EQ(m_vault.find("svc")->hosts, std::vector<QByteArray>{"api.test"});
    EXPECT_EQ(m_vault.find("svc")->tokenUrl, "https://auth.test/t");
    ASSERT_EQ(m_transport.requests.size(), 2U);
    EXPECT_EQ(m_transport.requests[1].url, "https://auth.test/t");
    EXPECT_EQ(stored("svc"), "fresh");
}

TEST_F(RenewalTest, WhatAnIssuerAnswersIsNotTakenForAnother) {
    auto record = *m_vault.find("svc");
    record.tokenUrl.clear();
    record.issuer = "https://auth.test";
    ASSERT_TRUE(m_vault.update(record));
    m_transport.answer(200, {}, R"({"issuer":"https://auth.test","token_endpoint":"https://auth.test/t"})", 80ms);
    m_transport.answer(200, {}, R"({"issuer":"https://new.test","token_endpoint":"https://new.test/t"})", 80ms);
    answer(token(QStringLiteral("fresh")));
    refresh("svc", 1);
    m_scheduler.runPosted();
    record.issuer = "https://new.test";
    ASSERT_TRUE(m_vault.update(record));
    m_scheduler.runAll();
    EXPECT_FALSE(m_told.at(0).error);
    ASSERT_EQ(m_transport.requests.size(), 3U);
    EXPECT_EQ(m_transport.requests[1].url, "https://new.test/.well-known/openid-configuration");
    EXPECT_EQ(m_transport.requests[2].url, "https://new.test/t");
}

} // namespace knockback::test
