// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CredentialFacts.h"

#include "tests/support/VirtualScheduler.h"

namespace knockback::session {

using namespace std::chrono_literals;
using vault::CredentialKind;

class CredentialFactsTest : public testing::Test {
protected:
    CredentialFactsTest() {
        credential.name = "github";
        credential.kind = CredentialKind::AuthorizationCode;
        credential.scopes = {"api:read"};
        credential.expiresAt = clock.wallNow() + 43min;
        diagnosis.cause = diagnosis::Cause::Credential;
    }
    QString fact(const QByteArray& challenge, const QByteArray& date = {}) {
        http::Attempt attempt;
        auto& response = attempt.response.emplace();
        response.head.status = 401;
        response.head.headers = {{"WWW-Authenticate", challenge}};
        if (!date.isEmpty())
            response.head.headers.append("Date", date);
        const auto evidence = credentialFacts(diagnosis, attempt, credential, clock.wallNow());
        return evidence ? evidence->sentence : QString();
    }

    test::FakeClock clock;
    vault::Credential credential;
    diagnosis::Diagnosis diagnosis;
};

TEST_F(CredentialFactsTest, ATokenThatShouldBeGoodIsSaidToBe) {
    EXPECT_EQ(
        fact(R"(Bearer error="invalid_token")"),
        QStringLiteral("The token of “github” should be good for 43 min more: revoked, for another audience, or a "
                       "clock is off."));
    EXPECT_TRUE(fact("Bearer", "Thu, 01 Jan 1998 00:00:00 GMT").contains(u"a clock is off. Your clock is "))
        << "when the server's Date says so";
    credential.expiresAt = clock.wallNow() - 4min;
    EXPECT_EQ(fact("Bearer"), QStringLiteral("The token of “github” expired 4 min ago."));
    credential.expiresAt.reset();
    EXPECT_EQ(fact("Bearer"), QString()) << "unknown stays unknown";
}

TEST_F(CredentialFactsTest, AMissingScopeIsSetBesideWhatThereIs) {
    const QByteArray wants = R"(Bearer error="insufficient_scope", scope="api:write")";
    EXPECT_EQ(fact(wants), QStringLiteral("“github” lacks api:write (has api:read)."));
    credential.scopes.clear();
    EXPECT_EQ(fact(wants), QStringLiteral("“github” lacks api:write."));
    credential.scopes = {"api:write"};
    EXPECT_TRUE(fact(wants).contains(u"the server has granted less"));
}

TEST_F(CredentialFactsTest, AStrongerLoginIsNothingThatRenewingBrings) {
    EXPECT_EQ(
        fact(R"(Bearer error="insufficient_user_authentication", acr_values="mfa")"),
        QStringLiteral("The API wants a stronger or newer login than that of “github”. Renewing it cannot help."));
}

TEST_F(CredentialFactsTest, PasswordsAndKeysGetTheirQuestion) {
    credential.kind = CredentialKind::Basic;
    EXPECT_TRUE(fact("Basic realm=x").contains(u"password changed"));
    credential.kind = CredentialKind::ApiKey;
    EXPECT_TRUE(fact("").contains(u"key been revoked"));
    credential.kind = CredentialKind::ClientCertificate;
    EXPECT_EQ(fact(""), QString());
}

TEST_F(CredentialFactsTest, NothingIsAddedWhereTheCredentialIsNotToBlame) {
    diagnosis.cause = diagnosis::Cause::RateLimit;
    EXPECT_EQ(fact("Bearer"), QString());
}

} // namespace knockback::session
