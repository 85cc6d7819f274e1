// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AuthApplier.h"
#include "app/vault/AuthForms.h"
#include "app/vault/MemoryStore.h"
#include "tests/app/vault/VaultFixture.h"

namespace knockback::test {

using vault::CredentialKind;
using vault::SecretRole;
using vault::VaultErrorKind;

class AuthApplierTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(m_vault.open()); }

    void add(vault::Credential credential, const QByteArray& secret, const QByteArray& user = {}) {
        auto secrets = value(secret);
        if (!user.isEmpty())
            secrets.emplace(SecretRole::UserName, base::Secret(user));
        ASSERT_TRUE(m_vault.add(std::move(credential), std::move(secrets)));
    }

    std::optional<VaultErrorKind> apply(const QByteArray& name, const QByteArray& url = "https://api.test/v1") {
        m_request.url = url;
        return errorOf(vault::applyCredential(m_request, *m_vault.find(name), m_vault));
    }

    FakeClock m_clock;
    vault::Vault m_vault{std::make_unique<vault::MemoryStore>(), vault::VaultMode::MemoryOnly, m_clock};
    http::Request m_request;
};

TEST_F(AuthApplierTest, BearerAndGrantsGoIntoAuthorization) {
    for (const auto kind : {CredentialKind::Bearer, CredentialKind::ClientCredentials, CredentialKind::RefreshToken}) {
        auto credential = bearer(vault::kindName(kind));
        credential.kind = kind;
        add(credential, "t0ken");
        m_request.headers = {{"authorization", "stale"}, {"Accept", "*/*"}, {"Authorization", "staler"}};
        ASSERT_EQ(apply(credential.name), std::nullopt);
        EXPECT_EQ(m_request.headers.values("Authorization"), std::vector<QByteArray>{"Bearer t0ken"});
        EXPECT_EQ(m_request.headers.size(), 2U);
    }
}

TEST_F(AuthApplierTest, ACertificateThatATokenIsBoundToGoesAlong) { // RFC 8705 3
    auto credential = bearer("b");
    credential.kind = CredentialKind::ClientCredentials;
    credential.settings = {{"certificate-file", "/c.pem"}, {"certificate-key-file", "/k.pem"}};
    add(credential, "t0ken");
    ASSERT_EQ(apply("b"), std::nullopt);
    EXPECT_EQ(m_request.options.clientCertificate, (http::ClientCertificate{"/c.pem", "/k.pem", {}}));
    m_request.options.clientCertificate = {"/own.pem", {}, {}};
    ASSERT_EQ(apply("b"), std::nullopt);
    EXPECT_EQ(m_request.options.clientCertificate.file, "/own.pem") << "what the request says comes first";
    m_request = {};
    EXPECT_EQ(apply("b", "https://elsewhere.test/"), VaultErrorKind::HostNotAllowed);
    EXPECT_TRUE(m_request.options.clientCertificate.file.isEmpty());
}

TEST_F(AuthApplierTest, BasicIsTheRfcsExample) {
    auto credential = bearer("b");
    credential.kind = CredentialKind::Basic;
    add(credential, "open sesame", "Aladdin"); // RFC 7617 2
    ASSERT_EQ(apply("b"), std::nullopt);
    EXPECT_EQ(m_request.headers.value("Authorization"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

TEST_F(AuthApplierTest, BasicRefusesAColonInTheUserName) {
    auto credential = bearer("b");
    credential.kind = CredentialKind::Basic;
    add(credential, "pass:word", "a:b");
    EXPECT_EQ(apply("b"), VaultErrorKind::Invalid);
    EXPECT_TRUE(m_request.headers.isEmpty());
}

TEST_F(AuthApplierTest, AnApiKeyGoesIntoItsHeaderOrTheUsualOne) {
    auto credential = bearer("k");
    credential.kind = CredentialKind::ApiKey;
    credential.header = "Ocp-Key";
    add(credential, "k3y");
    ASSERT_EQ(apply("k"), std::nullopt);
    EXPECT_EQ(m_request.headers, http::HeaderList({{"Ocp-Key", "k3y"}}));
    credential.name = "usual";
    credential.header.clear();
    add(credential, "k3y");
    ASSERT_EQ(apply("usual"), std::nullopt);
    EXPECT_EQ(m_request.headers.value("x-api-key"), "k3y");
}

TEST_F(AuthApplierTest, AnApiKeyGoesIntoTheQueryBeforeTheFragment) {
    auto credential = bearer("q");
    credential.kind = CredentialKind::ApiKey;
    credential.query = "api key";
    add(credential, "a&b=c d/%");
    const QByteArray pair = "api%20key=a%26b%3Dc%20d%2F%25";
    const std::pair<QByteArray, QByteArray> table[] = {
        {"https://api.test", "https://api.test?" + pair},
        {"https://api.test/?", "https://api.test/?" + pair},
        {"https://api.test/v1?x=1", "https://api.test/v1?x=1&" + pair},
        {"https://api.test/v1?x=1&", "https://api.test/v1?x=1&" + pair},
        {"https://api.test/v1#top?x", "https://api.test/v1?" + pair + "#top?x"},
        {"https://api.test/v1?x=1#top", "https://api.test/v1?x=1&" + pair + "#top"},
    };
    for (const auto& [url, expected] : table) {
        ASSERT_EQ(apply("q", url), std::nullopt);
        EXPECT_EQ(m_request.url, expected);
    }
}

TEST_F(AuthApplierTest, NothingIsPutInForAnotherHost) {
    add(bearer("a"), "t0ken");
    for (const char* url : {"https://evil.test/", "https://api.test:8443/", "https://api.test.evil.test/",
                            "https://api.test@evil.test/", "https://evil.test/#https://api.test/"}) {
        EXPECT_EQ(apply("a", url), VaultErrorKind::HostNotAllowed) << url;
        EXPECT_TRUE(m_request.headers.isEmpty());
        EXPECT_EQ(m_request.url, url);
    }
    EXPECT_TRUE(apply("a", "not a url"));
}

TEST_F(AuthApplierTest, ADefaultPortMayBeWrittenInTheListOfHosts) {
    add(bearer("a", {"api.test:443"}), "t0ken");
    EXPECT_EQ(apply("a", "https://api.test/"), std::nullopt);
    EXPECT_EQ(apply("a", "https://api.test:443/"), std::nullopt);
    EXPECT_EQ(apply("a", "http://api.test/"), VaultErrorKind::HostNotAllowed) << "that is port 80";
    add(bearer("six", {"[::1]:443"}), "t0ken");
    EXPECT_EQ(apply("six", "https://[::1]/"), std::nullopt);
}

TEST_F(AuthApplierTest, ASecretWithALineBreakCannotSmuggleAHeader) {
    add(bearer("a"), "token\r\nX-Evil: 1");
    EXPECT_EQ(apply("a"), VaultErrorKind::Invalid);
    EXPECT_TRUE(m_request.headers.isEmpty());
}

TEST_F(AuthApplierTest, AGrantWithoutATokenSaysToRotate) {
    auto credential = bearer("g");
    credential.kind = CredentialKind::ClientCredentials;
    ASSERT_TRUE(m_vault.add(credential, {}));
    m_request.url = "https://api.test/";
    const auto applied = vault::applyCredential(m_request, credential, m_vault);
    ASSERT_EQ(errorOf(applied), VaultErrorKind::NotFound);
    EXPECT_TRUE(applied.error().sentence.contains(QStringLiteral("rotate")));
}

TEST_F(AuthApplierTest, AVariableGivesTheValueTowardAnAllowedHost) {
    add(bearer("a"), "t0ken");
    EXPECT_EQ(shown(vault::resolveVaultVariable("a", "https://api.test/x?y", m_vault)), "t0ken");
    EXPECT_EQ(errorOf(vault::resolveVaultVariable("a", "https://evil.test/", m_vault)), VaultErrorKind::HostNotAllowed);
    EXPECT_EQ(errorOf(vault::resolveVaultVariable("b", "https://api.test/", m_vault)), VaultErrorKind::NotFound);
    EXPECT_EQ(errorOf(vault::resolveVaultVariable("a", "/relative", m_vault)), VaultErrorKind::Invalid);
}

TEST(AuthForms, FormEncodingIsTheRfcsExample) {
    // RFC 6749 appendix B: space % & + £ €
    EXPECT_EQ(vault::formEncode(" %&+\xC2\xA3\xE2\x82\xAC"), "+%25%26%2B%C2%A3%E2%82%AC");
    EXPECT_EQ(vault::formEncode("aZ09*-._~"), "aZ09*-._%7E");
}

TEST(AuthForms, AClientsIdAndSecretAreEncodedBeforeTheyAreJoined) {
    const auto pair = vault::clientPair("a:b", base::Secret("p w/%:"));
    EXPECT_EQ(pair.reveal(), "a%3Ab:p+w%2F%25%3A");
    // RFC 6749 2.3.1
    const auto header = vault::basicHeader(vault::clientPair("s6BhdRkqt3", base::Secret("7Fjfp0ZBr1KtDRbnfVdmIw")));
    EXPECT_EQ(header.reveal(), "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3");
}

} // namespace knockback::test
