// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/Resolver.h"
#include "tests/app/session/SessionFixture.h"

namespace knockback::session {
namespace {

using workspace::AuthKind;

class DraftAuthTest : public SessionFixture {
protected:
    http::Request resolved() {
        const auto result = resolve(spec, std::nullopt, {}, vault);
        EXPECT_TRUE(result.ok()) << result.error().sentence.toStdString();
        return result.ok() ? result->request : http::Request{};
    }
    workspace::AuthDraft& auth() { return spec.draft.auth; }
};

TEST_F(DraftAuthTest, basicIsEncodedWithItsVariables) {
    auth().kind = AuthKind::Basic;
    auth().user = "{{who}}";
    auth().password = "open sesame";
    spec.environment["who"] = "Aladdin";
    EXPECT_EQ(resolved().headers.value("Authorization"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="); // RFC 7617 2
}

TEST_F(DraftAuthTest, bearerAndKeys) {
    auth().kind = AuthKind::Bearer;
    auth().token = "abc";
    EXPECT_EQ(resolved().headers.value("Authorization"), "Bearer abc");
    auth().kind = AuthKind::ApiKey;
    auth().keyName = "X-Key";
    auth().keyValue = "k";
    EXPECT_EQ(resolved().headers.value("X-Key"), "k");
    auth().keyPlace = workspace::KeyPlace::Query;
    auth().keyValue = "a&b";
    spec.draft.url = "http://api.example/items?x=1#top";
    EXPECT_EQ(resolved().url, "http://api.example/items?x=1&X-Key=a%26b#top");
}

TEST_F(DraftAuthTest, aRowOfTheDraftWins) {
    auth().kind = AuthKind::Bearer;
    auth().token = "abc";
    spec.draft.headers = {{"authorization", "Custom x"}};
    EXPECT_EQ(resolved().headers.values("Authorization"), std::vector<QByteArray>{"Custom x"});
}

TEST_F(DraftAuthTest, inheritedComesFromTheFile) {
    spec.inherited.kind = AuthKind::Bearer;
    spec.inherited.token = "of-the-file";
    EXPECT_EQ(resolved().headers.value("Authorization"), "Bearer of-the-file");
    auth().kind = AuthKind::None;
    EXPECT_FALSE(resolved().headers.contains("Authorization"));
}

TEST_F(DraftAuthTest, userInfoOfTheUrlBecomesBasic) {
    spec.draft.url = "http://al%40home:p%3Aw@api.example/x?y=a@b";
    const auto request = resolved();
    EXPECT_EQ(request.url, "http://api.example/x?y=a@b");
    EXPECT_EQ(request.headers.value("Authorization"), "Basic " + QByteArray("al@home:p:w").toBase64());
}

TEST_F(DraftAuthTest, aDigestCredentialAnswersTheChallengeOfItsHostsOnly) {
    vault::Credential credential;
    credential.name = "camera";
    credential.kind = vault::CredentialKind::Digest;
    credential.hosts = {"api.example"};
    vault::Secrets secrets;
    secrets[vault::SecretRole::UserName] = base::Secret("Mufasa");
    secrets[vault::SecretRole::Value] = base::Secret("Circle of Life");
    ASSERT_TRUE(vault.add(credential, std::move(secrets)));
    auth().kind = AuthKind::Credential;
    auth().credential = "camera";
    const auto resolvedOnce = resolve(spec, std::nullopt, {}, vault);
    ASSERT_TRUE(resolvedOnce.ok());
    EXPECT_FALSE(resolvedOnce->request.headers.contains("Authorization")) << "nothing before it is asked";
    ASSERT_TRUE(resolvedOnce->digest);
    EXPECT_EQ(resolvedOnce->digest->user, "Mufasa");
    EXPECT_EQ(resolvedOnce->digest->password, "Circle of Life");
    spec.draft.url = "https://elsewhere.example/";
    EXPECT_FALSE(resolve(spec, std::nullopt, {}, vault).ok());
}

TEST_F(DraftAuthTest, digestAnswersTheChallengeOnce) {
    auth().kind = AuthKind::Digest;
    auth().user = "Mufasa";
    auth().password = "Circle of Life";
    const http::HeaderList challenge{{"WWW-Authenticate", "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\""}};
    transport.answer(401, challenge).answer(200);
    const auto& result = run();
    EXPECT_EQ(result.outcome, journal::CallOutcome::Ok);
    ASSERT_EQ(transport.requests.size(), 2U);
    EXPECT_FALSE(transport.requests[0].headers.contains("Authorization"));
    EXPECT_TRUE(transport.requests[1].headers.value("Authorization")->startsWith("Digest "));
    EXPECT_EQ(result.attempts[1]->trigger, journal::AttemptTrigger::Challenge);

    transport.answer(401, challenge).answer(401, challenge);
    run();
    EXPECT_EQ(transport.requests.size(), 4U) << "a wrong password is not tried again";
}

TEST_F(DraftAuthTest, aStaleNonceIsAnsweredAgain) {
    auth().kind = AuthKind::Digest;
    auth().user = "u";
    auth().password = "p";
    transport.answer(401, {{"WWW-Authenticate", "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\""}})
        .answer(401, {{"WWW-Authenticate", "Digest realm=\"r\", nonce=\"n2\", qop=\"auth\", stale=true"}})
        .answer(200);
    EXPECT_EQ(run().outcome, journal::CallOutcome::Ok);
    EXPECT_TRUE(transport.requests[2].headers.value("Authorization")->contains("n2"));
}

TEST_F(DraftAuthTest, filesOfACertificateStartAtTheFolder) {
    spec.folder = QStringLiteral("/space/team");
    auth().kind = AuthKind::ClientCertificate;
    auth().certificateFile = "./client.pem";
    auth().keyFile = "/keys/k.pem";
    const auto request = resolved();
    EXPECT_EQ(request.options.clientCertificate.file, "/space/team/client.pem");
    EXPECT_EQ(request.options.clientCertificate.keyFile, "/keys/k.pem");
}

TEST_F(DraftAuthTest, settingsBecomeOptions) {
    auto& settings = spec.draft.settings;
    settings.timeout = std::nullopt;
    settings.version = http::HttpVersionChoice::Http2;
    settings.family = http::AddressFamily::V6;
    settings.resolve = {"{{host}}:443:127.0.0.1"};
    settings.proxy = workspace::ProxyChoice::Manual;
    settings.proxyUrl = "socks5://proxy.example:1080";
    spec.environment["host"] = "api.example";
    const auto options = resolved().options;
    EXPECT_FALSE(options.timeout);
    EXPECT_EQ(options.version, http::HttpVersionChoice::Http2);
    EXPECT_EQ(options.family, http::AddressFamily::V6);
    EXPECT_EQ(options.resolve, std::vector<QByteArray>{"api.example:443:127.0.0.1"});
    EXPECT_EQ(options.proxy, "socks5://proxy.example:1080");
    settings.proxyUrl = "not a proxy";
    EXPECT_FALSE(resolve(spec, std::nullopt, {}, vault).ok());
}

} // namespace
} // namespace knockback::session
