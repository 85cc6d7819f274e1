// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

#include <QTemporaryDir>
#include <QTemporaryFile>

namespace knockback {

using http::Attempt;
using http::FailureKind;
using http::Phase;
using test::failureOf;
using test::LoopbackServer;
using test::ServerScript;
using test::TestCertificate;
using namespace std::chrono_literals;

namespace {

const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

class CurlTls : public testing::Test {
protected:
    explicit CurlTls(const TestCertificate::Wish& wish = {})
        : certificate(TestCertificate::make(wish))
        , server(certificate) {
        server.script(ServerScript().answerEach(ok));
        EXPECT_TRUE(authority.open());
        authority.write(certificate.authorityPem);
        authority.flush();
    }
    // A request that trusts the server's authority.
    http::Request trusting(const QByteArray& url) {
        http::Request request{.url = url};
        request.options.caFile = authority.fileName().toUtf8();
        return request;
    }

    TestCertificate certificate;
    LoopbackServer server;
    QTemporaryFile authority;
    test::CurlRig rig;
};

class ExpiredCertificate : public CurlTls {
protected:
    ExpiredCertificate() : CurlTls({.validFrom = -3h, .validUntil = -2h}) {}
};

class FutureCertificate : public CurlTls {
protected:
    FutureCertificate() : CurlTls({.validFrom = 2h, .validUntil = 3h}) {}
};

class OtherHostsCertificate : public CurlTls {
protected:
    OtherHostsCertificate() : CurlTls({.commonName = "other.example", .subjectAltNames = "DNS:other.example"}) {}
};

} // namespace

TEST_F(CurlTls, aTrustedConnectionShowsItsFacts) {
    const Attempt attempt = rig.send(trusting(server.url()));
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.status(), 200);
    const auto& facts = attempt.connection;
    EXPECT_EQ(facts.tlsVersion, "TLSv1.3");
    EXPECT_THAT(facts.tlsCipher.toStdString(), testing::StartsWith("TLS_"));
    ASSERT_EQ(facts.certificates.size(), 2u);
    EXPECT_EQ(facts.certificates[0].subject, "CN=localhost");
    EXPECT_EQ(facts.certificates[0].issuer, "CN=Knockback Test Authority, O=Knockback Tests");
    EXPECT_EQ(facts.certificates[0].subjectAltNames, "DNS:localhost, IP Address:127.0.0.1");
    EXPECT_EQ(facts.certificates[0].pem, certificate.certificatePem);
    EXPECT_THAT(facts.certificates[0].notAfter.toStdString(), testing::MatchesRegex("20..-..-..T..:..:..Z"));
    EXPECT_LT(facts.certificates[0].notBefore, facts.certificates[0].notAfter);
    EXPECT_EQ(facts.certificates[1].pem, certificate.authorityPem);
    EXPECT_TRUE(attempt.timing.tls);
    EXPECT_TRUE(attempt.timing.connect);
}

TEST_F(CurlTls, aKeptConnectionShowsTheSameFacts) {
    rig.send(trusting(server.url()));
    const Attempt second = rig.send(trusting(server.url()));
    EXPECT_TRUE(second.connection.reused);
    EXPECT_EQ(second.connection.tlsVersion, "TLSv1.3");
    ASSERT_EQ(second.connection.certificates.size(), 2u);
    EXPECT_EQ(second.connection.certificates[0].pem, certificate.certificatePem);
    EXPECT_FALSE(second.timing.tls || second.timing.connect);
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(CurlTls, anUnknownIssuerIsNamed) {
    const Attempt attempt = rig.get(server.url());
    EXPECT_EQ(failureOf(attempt),
              "ssl_handshake_failed: phase=tls; certificate not trusted; issuer=CN=Knockback Test Authority, "
              "O=Knockback Tests; subject=CN=localhost; self-signed certificate in certificate chain");
    ASSERT_EQ(attempt.connection.certificates.size(), 2u) << "the chain of who intercepted";
    EXPECT_EQ(attempt.connection.certificates[0].pem, certificate.certificatePem);
    EXPECT_EQ(attempt.connection.requestsOnWire, 0);
    EXPECT_EQ(attempt.connection.remoteAddress, server.address());
    EXPECT_EQ(server.received(), "");
}

TEST_F(CurlTls, trustOfOneRequestIsNotTrustOfTheNext) {
    EXPECT_EQ(rig.send(trusting(server.url())).status(), 200);
    EXPECT_EQ(rig.get(server.url()).failure->kind, FailureKind::SslHandshakeFailed);
    EXPECT_EQ(rig.send(trusting(server.url())).status(), 200);
    http::Request blind{.url = server.url()};
    blind.options.verifyTls = false;
    EXPECT_EQ(rig.send(blind).status(), 200);
    EXPECT_EQ(rig.get(server.url()).failure->kind, FailureKind::SslHandshakeFailed);
}

TEST_F(CurlTls, anUnverifiedConnectionStillShowsItsChain) {
    http::Request blind{.url = server.url()};
    blind.options.verifyTls = false;
    const Attempt attempt = rig.send(blind);
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.connection.certificates.size(), 2u);
}

TEST_F(CurlTls, anUnreadableTrustFileIsNotSent) {
    http::Request request{.url = server.url()};
    request.options.caFile = "/nonexistent/ca.pem";
    const Attempt attempt = rig.send(request);
    EXPECT_EQ(attempt.failure->kind, FailureKind::NotSent);
    EXPECT_THAT(failureOf(attempt).toStdString(), testing::HasSubstr("/nonexistent/ca.pem"));
    EXPECT_EQ(server.requests().size(), 0u);
}

TEST_F(CurlTls, theSystemsAnchorsMayBeAFolderOrABundle) {
    const QTemporaryDir folder;
    QFile link(folder.filePath(QString::fromLatin1(certificate.authorityHash) + QStringLiteral(".0")));
    ASSERT_TRUE(link.open(QIODevice::WriteOnly));
    link.write(certificate.authorityPem);
    link.close();
    qputenv("SSL_CERT_DIR", folder.path().toUtf8());
    const Attempt fromFolder = rig.get(server.url());
    qunsetenv("SSL_CERT_DIR");
    qputenv("SSL_CERT_FILE", authority.fileName().toUtf8());
    test::CurlRig other; // the first one has its anchors
    const Attempt fromBundle = other.get(server.url());
    qunsetenv("SSL_CERT_FILE");
    EXPECT_EQ(failureOf(fromFolder), "");
    EXPECT_EQ(failureOf(fromBundle), "");
}

TEST_F(ExpiredCertificate, isNamedWithItsDates) {
    const Attempt attempt = rig.send(trusting(server.url()));
    EXPECT_THAT(
        failureOf(attempt).toStdString(),
        testing::MatchesRegex("ssl_handshake_failed: phase=tls; certificate has expired; subject=CN=localhost; "
                              "issuer=CN=Knockback Test Authority, O=Knockback Tests; notAfter=[-0-9]+T[:0-9]+Z; "
                              "local clock [-0-9]+T[:0-9]+Z"));
}

TEST_F(FutureCertificate, isNamedWithItsDates) {
    EXPECT_THAT(failureOf(rig.send(trusting(server.url()))).toStdString(),
                testing::HasSubstr("certificate is not yet valid; subject=CN=localhost"));
}

TEST_F(OtherHostsCertificate, isNamedWithItsNames) {
    const Attempt attempt = rig.send(trusting(server.url()));
    EXPECT_EQ(failureOf(attempt),
              "ssl_handshake_failed: phase=tls; certificate does not match the host; host=127.0.0.1; "
              "subject=CN=other.example; subjectAltNames=DNS:other.example");
}

TEST_F(OtherHostsCertificate, isFineForItsOwnHostAtAnOverriddenAddress) {
    http::Request request = trusting("https://other.example:" + QByteArray::number(server.port()) + "/");
    request.options.resolve = {"other.example:" + QByteArray::number(server.port()) + ":127.0.0.1"};
    const Attempt attempt = rig.send(request);
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.request.headers.value("Host"), "other.example:" + QByteArray::number(server.port()));
    EXPECT_FALSE(attempt.timing.dns);
    EXPECT_EQ(attempt.connection.remoteAddress, server.address());
}

TEST(CurlTlsPeer, thatSpeaksPlainTextFailsTheHandshake) {
    LoopbackServer server;
    server.script(ServerScript().send("HTTP/1.1 400 Bad Request\r\n\r\n").hang());
    test::CurlRig rig;
    const Attempt attempt = rig.get("https://" + server.address() + "/");
    EXPECT_EQ(attempt.failure->kind, FailureKind::SslHandshakeFailed);
    EXPECT_EQ(attempt.failure->phase, Phase::Tls);
}

class CurlTlsPeerThatLeaves : public testing::TestWithParam<bool> {};

TEST_P(CurlTlsPeerThatLeaves, isSaidToHaveLeft) {
    LoopbackServer server;
    auto script = ServerScript().pause(20ms);
    server.script(GetParam() ? script.reset() : script);
    test::CurlRig rig;
    const Attempt attempt = rig.get("https://localhost:" + QByteArray::number(server.port()) + "/");
    EXPECT_EQ(attempt.failure->kind, FailureKind::RemoteHostClosed) << failureOf(attempt).toStdString();
    EXPECT_EQ(attempt.failure->phase, Phase::Tls);
    EXPECT_THAT(failureOf(attempt).toStdString(), testing::HasSubstr("during the handshake; sni=localhost"));
    EXPECT_EQ(server.connections(), 1);
}

INSTANTIATE_TEST_SUITE_P(Ways, CurlTlsPeerThatLeaves, testing::Bool());

} // namespace knockback
