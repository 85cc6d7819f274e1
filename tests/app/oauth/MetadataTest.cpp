// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/ServerMetadata.h"
#include "tests/app/oauth/FlowFixture.h"

namespace knockback::test {

using namespace std::chrono_literals;

TEST(WellKnown, BothFormsAreTried) { // RFC 8414 3.1, OpenID Connect Discovery 4.1
    using Urls = std::vector<QByteArray>;
    EXPECT_EQ(oauth::wellKnownUrls("https://example.com"),
              (Urls{"https://example.com/.well-known/openid-configuration",
                    "https://example.com/.well-known/oauth-authorization-server"}));
    EXPECT_EQ(oauth::wellKnownUrls("https://example.com/issuer1"),
              (Urls{"https://example.com/issuer1/.well-known/openid-configuration",
                    "https://example.com/.well-known/oauth-authorization-server/issuer1",
                    "https://example.com/.well-known/openid-configuration/issuer1"}));
    EXPECT_EQ(oauth::wellKnownUrls("https://example.com:8443/a/").front(),
              "https://example.com:8443/a/.well-known/openid-configuration");
    EXPECT_EQ(oauth::wellKnownUrls("http://127.0.0.1:99").size(), 2U);
    for (const char* bad : {"", "example.com", "http://example.com", "https://u@example.com", "https://example.com?x=1",
                            "https://example.com#x", "ftp://example.com"})
        EXPECT_TRUE(oauth::wellKnownUrls(bad).empty()) << bad;
}

TEST(Metadata, IsTrustedOnlyWhenItIsTheIssuersOwn) {
    const auto problem = [](const QByteArray& body) {
        const auto parsed = oauth::parseMetadata(body, "https://a.test");
        return parsed ? QString() : parsed.error();
    };
    EXPECT_EQ(problem(R"({"issuer":"https://a.test","token_endpoint":"https://other.test/t"})"), QString());
    EXPECT_TRUE(problem(R"({"issuer":"https://a.test/","token_endpoint":"https://a.test/t"})")
                    .contains(QStringLiteral("another issuer")));
    EXPECT_TRUE(problem(R"({"token_endpoint":"https://a.test/t"})").contains(QStringLiteral("another issuer")));
    EXPECT_TRUE(problem(R"({"issuer":"https://a.test","token_endpoint":"http://a.test/t"})")
                    .contains(QStringLiteral("is not https")));
    EXPECT_TRUE(problem(R"({"issuer":"https://a.test","revocation_endpoint":"ldap://a.test"})")
                    .contains(QStringLiteral("revocation_endpoint")));
    EXPECT_TRUE(problem("<html>").contains(QStringLiteral("not a description")));
}

TEST(Metadata, AClientWithACertificateHasAddressesOfItsOwn) { // RFC 8705 5
    const QByteArray body = R"({"issuer":"https://a.test","token_endpoint":"https://a.test/t",
        "revocation_endpoint":"https://a.test/r","authorization_endpoint":"https://a.test/a",
        "mtls_endpoint_aliases":{"token_endpoint":"https://mtls.a.test/t",
                                 "authorization_endpoint":"https://mtls.a.test/a"}})";
    const auto plain = oauth::parseMetadata(body, "https://a.test");
    EXPECT_EQ(plain->tokenUrl, "https://a.test/t");
    const auto shown = oauth::parseMetadata(body, "https://a.test", true);
    EXPECT_EQ(shown->tokenUrl, "https://mtls.a.test/t");
    EXPECT_EQ(shown->revocationUrl, "https://a.test/r");
    EXPECT_EQ(shown->authorizationUrl, "https://a.test/a") << "that is for the browser, which shows none";
    EXPECT_FALSE(oauth::parseMetadata(R"({"issuer":"https://a.test","mtls_endpoint_aliases":
        {"token_endpoint":"http://a.test/t"}})",
                                      "https://a.test", true));
}

class DiscoveryTest : public FlowFixture {
protected:
    std::optional<QByteArray> tokenUrl(const QByteArray& issuer) {
        std::optional<QByteArray> url;
        vault::Credential credential;
        credential.name = "me";
        credential.issuer = issuer;
        credential.settings = m_settings;
        const auto ticket = m_discovery.ask(credential, [&](const oauth::DiscoveryDesk::Answer& answer) {
            url = answer ? answer->tokenUrl : QByteArray("problem: ") + answer.error().toUtf8();
        });
        m_scheduler.advance(1min);
        return url;
    }
    std::map<QByteArray, QByteArray> m_settings;
    void document() {
        m_transport.answer(200, {}, R"({"issuer":"https://a.test","token_endpoint":"https://a.test/t"})");
    }
};

TEST_F(DiscoveryTest, AnAnswerIsKeptForAnHour) {
    document();
    EXPECT_EQ(tokenUrl("https://a.test"), "https://a.test/t");
    EXPECT_EQ(tokenUrl("https://a.test"), "https://a.test/t");
    EXPECT_EQ(m_transport.requests.size(), 1U);
    m_scheduler.advance(1h);
    document();
    EXPECT_EQ(tokenUrl("https://a.test"), "https://a.test/t");
    EXPECT_EQ(m_transport.requests.size(), 2U);
}

TEST_F(DiscoveryTest, AnswersForCertificatesAreKeptApartAndTheirAuthorityIsTrusted) {
    document();
    document();
    EXPECT_EQ(tokenUrl("https://a.test"), "https://a.test/t");
    m_settings = {{"certificate-file", "/c.pem"}, {"ca-file", "/ca.pem"}};
    EXPECT_EQ(tokenUrl("https://a.test"), "https://a.test/t");
    ASSERT_EQ(m_transport.requests.size(), 2U);
    EXPECT_EQ(m_transport.requests[1].options.caFile, "/ca.pem");
}

TEST_F(DiscoveryTest, AFailureIsNotKept) {
    m_transport.answer(404);
    m_transport.answer(500);
    EXPECT_TRUE(tokenUrl("https://a.test")->startsWith("problem: https://a.test could not be asked"));
    document();
    EXPECT_EQ(tokenUrl("https://a.test"), "https://a.test/t");
}

TEST_F(DiscoveryTest, ARedirectIsNotFollowed) {
    m_transport.answer(302, {{"Location", "https://evil.test/"}});
    m_transport.answer(302, {{"Location", "https://evil.test/"}});
    EXPECT_TRUE(tokenUrl("https://a.test")->contains("302"));
    EXPECT_EQ(m_transport.requests.size(), 2U);
}

} // namespace knockback::test
