// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/SignInDesk.h"

#include "tests/app/session/SessionFixture.h"

namespace knockback::session {

using namespace std::chrono_literals;
using oauth::RefreshErrorKind;

class SignInDeskTest : public SessionFixture {
protected:
    void SetUp() override {
        vault::Credential device;
        device.name = "tv";
        device.kind = vault::CredentialKind::DeviceCode;
        device.tokenUrl = "https://auth.test/token";
        device.clientId = "client";
        device.settings = {{"device-url", "https://auth.test/device"}, {"revocation-url", "https://auth.test/revoke"}};
        ASSERT_TRUE(vault.add(device, {}));
        vault::Credential key;
        key.name = "key";
        key.kind = vault::CredentialKind::ApiKey;
        ASSERT_TRUE(vault.add(key, {}));
    }
    void giveCode() {
        transport.answer(200, {}, R"({"device_code":"d","user_code":"AB-CD","expires_in":600,
            "verification_uri":"https://auth.test/go"})");
    }
    oauth::SignInEars ears() {
        return {[this](const oauth::SignInProgress& progress) { progressed.push_back(progress); },
                [this](const oauth::RenewalOutcome& outcome, bool) {
                    ended.push_back(outcome ? std::nullopt : std::optional(outcome.error().kind));
                }};
    }

    base::EpollLoop loop; // of a browser's listener; nobody comes
    SignInDesk desk{rotator, loop};
    std::vector<oauth::SignInProgress> progressed;
    std::vector<std::optional<RefreshErrorKind>> ended;
};

TEST_F(SignInDeskTest, aSignInEndsWithATokenAndAWordInTheJournal) {
    giveCode();
    transport.answer(200, {}, R"({"access_token":"access-1","refresh_token":"refresh-1","expires_in":60})");
    desk.signIn("tv", ears());
    scheduler.advance(10s);
    ASSERT_EQ(ended.size(), 1U);
    EXPECT_FALSE(ended[0]);
    EXPECT_EQ(vault.reveal("tv", vault::SecretRole::Value)->reveal(), "access-1");
    const auto rotations = events<journal::CredentialRotated>();
    ASSERT_EQ(rotations.size(), 1U);
    EXPECT_TRUE(rotations[0].ok);
    const auto attempts = events<journal::AttemptFinished>();
    ASSERT_EQ(attempts.size(), 2U);
    for (const auto& attempt : attempts) {
        EXPECT_TRUE(attempt.record->tokenRequest);
        const auto& exchange = attempt.record->exchange.attempt();
        EXPECT_FALSE(exchange.response->body.bytes().contains("access-1"));
        EXPECT_FALSE(exchange.response->body.bytes().contains("refresh-1"));
    }
}

TEST_F(SignInDeskTest, aSecondSignInTakesTheFirstOnesPlace) {
    giveCode();
    giveCode();
    desk.signIn("tv", ears());
    scheduler.advance(1s);
    desk.signIn("tv", ears());
    EXPECT_EQ(ended, (std::vector<std::optional<RefreshErrorKind>>{RefreshErrorKind::Cancelled}));
    desk.cancel("tv");
    desk.cancel("tv");
    scheduler.runAll();
    EXPECT_EQ(ended.size(), 2U);
    EXPECT_EQ(vault.find("tv")->generation, 1U);
}

TEST_F(SignInDeskTest, whatCannotBeSignedInToIsSaid) {
    desk.signIn("key", ears());
    desk.signIn("nobody", ears());
    EXPECT_EQ(ended, (std::vector<std::optional<RefreshErrorKind>>{RefreshErrorKind::NotRotatable,
                                                                   RefreshErrorKind::NotRotatable}));
    QString problem;
    desk.revoke("nobody", [&](const QString& sentence) { problem = sentence; });
    EXPECT_TRUE(problem.contains(QStringLiteral("no credential")));
}

TEST_F(SignInDeskTest, revokingIsAnAttemptToo) {
    vault::Secrets tokens;
    tokens.emplace(vault::SecretRole::RefreshToken, base::Secret("refresh-1"));
    ASSERT_TRUE(vault.rotate("tv", 1, std::move(tokens), {}));
    transport.answer(200);
    std::optional<QString> problem;
    desk.revoke("tv", [&](const QString& sentence) { problem = sentence; });
    scheduler.runAll();
    EXPECT_EQ(problem, QString());
    EXPECT_EQ(events<journal::AttemptFinished>().size(), 1U);
}

} // namespace knockback::session
