// SPDX-License-Identifier: GPL-3.0-or-later
// A server that demands a certificate of the client (RFC 8446 4.4.2).
#include "app/http/ClientCertificateCheck.h"
#include "app/http/Redactor.h"
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

#include <QTemporaryDir>

namespace knockback {

using http::Attempt;
using http::FailureKind;
using http::Phase;
using test::failureOf;
using test::LoopbackServer;
using test::ServerScript;
using test::TestCertificate;

namespace {

const QByteArray passphrase = "correct-h0rse";

// With both versions of TLS: in 1.3 the refusal comes after the handshake.
class MutualTls : public testing::TestWithParam<bool> {
protected:
    MutualTls() : server({.tls = identity, .clientAuthorityPem = client.authorityPem, .oldTls = GetParam()}) {
        server.script(ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        authority = write("authority.pem", identity.authorityPem);
        certificate = write("client.pem", client.certificatePem);
        key = write("client.key", client.keyPem);
        sealedKey = write("sealed.key", client.sealedKeyPem(passphrase));
    }
    QByteArray write(const char* name, const QByteArray& text) {
        QFile file(folder.filePath(QLatin1String(name)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName().toUtf8();
    }
    Attempt get(const http::ClientCertificate& shown) {
        http::Request request{.url = server.url()};
        request.options.caFile = authority;
        request.options.clientCertificate = shown;
        Attempt attempt = rig.send(request);
        EXPECT_FALSE(failureOf(attempt).contains(passphrase));
        EXPECT_EQ(http::Redactor().redact(attempt).attempt().request.options.clientCertificate.passphrase.contains(
                      passphrase),
                  false);
        return attempt;
    }
    // Refused here, before anything of the request went out.
    void expectUnusable(const http::ClientCertificate& shown, const QByteArray& detail) {
        const Attempt attempt = get(shown);
        EXPECT_EQ(failureOf(attempt).toStdString(), ("not_sent: " + detail).toStdString());
        EXPECT_EQ(attempt.connection.requestsOnWire, 0);
        EXPECT_TRUE(server.requests().empty());
    }

    TestCertificate identity = TestCertificate::make();
    TestCertificate client =
        TestCertificate::make({.commonName = "me", .subjectAltNames = "email:me@example.com", .issuer = "Clients"});
    LoopbackServer server;
    QTemporaryDir folder;
    QByteArray authority;
    QByteArray certificate;
    QByteArray key;
    QByteArray sealedKey;
    test::CurlRig rig;
};

} // namespace

TEST_P(MutualTls, acceptsItsOwn) {
    const Attempt attempt = get({certificate, key, {}});
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.response->body.bytes(), "ok");
    EXPECT_EQ(attempt.connection.tlsVersion, GetParam() ? "TLSv1.2" : "TLSv1.3");
}

TEST_P(MutualTls, acceptsAFileOfBoth) {
    EXPECT_EQ(failureOf(get({write("both.pem", client.certificatePem + client.keyPem), {}, {}})), "");
}

TEST_P(MutualTls, opensASealedKey) {
    EXPECT_EQ(failureOf(get({certificate, sealedKey, passphrase})), "");
}

TEST_P(MutualTls, opensPkcs12) {
    const QByteArray store = write("client.P12", client.pkcs12(passphrase));
    EXPECT_EQ(failureOf(get({store, {}, passphrase})), "");
}

TEST_P(MutualTls, ofPkcs12ItSaysWhatIsWrong) {
    const QByteArray store = write("client.pfx", client.pkcs12(passphrase));
    expectUnusable({store, {}, "wr0ng"},
                   "the passphrase does not open the key of the client certificate; file=" + store);
    expectUnusable({store, {}, {}}, "the key of the client certificate needs its passphrase; file=" + store);
    const QByteArray text = write("text.p12", "not a store");
    expectUnusable({text, {}, {}}, "the file is not PKCS#12, although its name says so; file=" + text);
}

// For somebody who is choosing one.
TEST_P(MutualTls, isReadBeforeItIsUsed) {
    const auto good = http::readClientCertificate({certificate, key, {}}, false);
    EXPECT_EQ(good.problem, QString());
    EXPECT_TRUE(good.keySeen);
    ASSERT_TRUE(good.facts);
    EXPECT_TRUE(good.facts->subject.contains("me"));
    const auto store = http::readClientCertificate({write("c.p12", client.pkcs12(passphrase)), {}, passphrase}, false);
    EXPECT_TRUE(store.keySeen);
    EXPECT_EQ(store.facts->notAfter, good.facts->notAfter);
    const auto kept = http::readClientCertificate({certificate, sealedKey, {}}, true);
    EXPECT_EQ(kept.problem, QString()) << "its passphrase is in the vault";
    EXPECT_FALSE(kept.keySeen);
    EXPECT_TRUE(kept.facts) << "its end is known all the same";
    const auto locked = http::readClientCertificate({certificate, sealedKey, {}}, false);
    EXPECT_TRUE(locked.problem.startsWith(u"The key of the client certificate needs its passphrase"));
    const auto other = http::readClientCertificate({certificate, write("o.key", identity.keyPem), {}}, true);
    EXPECT_TRUE(other.problem.contains(u"does not belong")) << other.problem.toStdString();
    EXPECT_FALSE(other.keySeen);
}

TEST_P(MutualTls, withoutOneSaysThatItIsAsked) {
    const Attempt attempt = get({});
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, FailureKind::SslHandshakeFailed) << failureOf(attempt).toStdString();
    EXPECT_EQ(attempt.failure->phase, Phase::Tls);
    EXPECT_TRUE(attempt.failure->detail.startsWith(
        QLatin1String("the server asks for a client certificate, and the request has none; ")))
        << failureOf(attempt).toStdString();
    EXPECT_TRUE(server.requests().empty());
}

TEST_P(MutualTls, ofAnotherAuthoritySaysThatItIsRefused) {
    const TestCertificate stranger =
        TestCertificate::make({.commonName = "stranger", .subjectAltNames = "DNS:stranger", .issuer = "Others"});
    const Attempt attempt = get({write("stranger.pem", stranger.certificatePem + stranger.keyPem), {}, {}});
    ASSERT_TRUE(attempt.failure);
    // The server closes with our request unread, so that the connection may be reset before its alert is read.
    if (attempt.failure->kind == FailureKind::SslHandshakeFailed)
        EXPECT_TRUE(attempt.failure->detail.startsWith(
            QLatin1String("the server does not accept the client certificate; alert ")))
            << failureOf(attempt).toStdString();
    else
        EXPECT_EQ(attempt.failure->kind, FailureKind::RemoteHostClosed) << failureOf(attempt).toStdString();
    EXPECT_TRUE(server.requests().empty());
}

TEST_P(MutualTls, aMissingFile) {
    const QByteArray nowhere = folder.filePath(QStringLiteral("nowhere.pem")).toUtf8();
    expectUnusable({nowhere, key, {}},
                   "the file of the client certificate cannot be read: No such file or directory; file=" + nowhere);
    expectUnusable({certificate, nowhere, {}},
                   "the file of the client certificate's key cannot be read: No such file or directory; file=" +
                       nowhere);
}

TEST_P(MutualTls, aWrongPassphrase) {
    expectUnusable({certificate, sealedKey, "wr0ng"},
                   "the passphrase does not open the key of the client certificate; file=" + sealedKey);
}

// And nothing asks at the terminal.
TEST_P(MutualTls, aMissingPassphrase) {
    expectUnusable({certificate, sealedKey, {}},
                   "the key of the client certificate needs its passphrase; file=" + sealedKey);
}

TEST_P(MutualTls, filesThatAreSomethingElse) {
    const QByteArray text = write("text.pem", "not a certificate");
    const QByteArray brokenKey = write("broken.key", "-----BEGIN PRIVATE KEY-----\nbm8=\n-----END PRIVATE KEY-----\n");
    const QByteArray otherKey = write("other.key", identity.keyPem);
    expectUnusable({text, key, {}}, "the file holds no client certificate in PEM form; file=" + text);
    expectUnusable({certificate, {}, {}},
                   "there is no private key for the client certificate: name the file that has it; file=" +
                       certificate);
    expectUnusable({certificate, brokenKey, {}},
                   "the key of the client certificate cannot be read as PEM; file=" + brokenKey);
    expectUnusable({certificate, otherKey, {}}, "the key does not belong to the client certificate; file=" + otherKey);
}

TEST_P(MutualTls, aConnectionWithOneIsNotUsedWithout) {
    ASSERT_EQ(failureOf(get({certificate, key, {}})), "");
    EXPECT_NE(failureOf(get({})), "");
    EXPECT_EQ(server.requests().size(), 1u);
    const Attempt again = get({certificate, key, {}});
    EXPECT_EQ(failureOf(again), "");
    EXPECT_TRUE(again.connection.reused);
}

INSTANTIATE_TEST_SUITE_P(Versions, MutualTls, testing::Bool(),
                         [](const auto& old) { return std::string(old.param ? "tls12" : "tls13"); });

TEST(ClientCertificate, isNotShownUnasked) {
    const TestCertificate identity = TestCertificate::make();
    LoopbackServer server(identity);
    server.script(ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    test::CurlRig rig;
    http::Request request{.url = server.url()};
    request.options.verifyTls = false;
    request.options.clientCertificate = {"/nowhere.pem", {}, {}};
    const Attempt attempt = rig.send(request);
    ASSERT_TRUE(attempt.failure) << "a certificate that is meant and not there is said, also when nobody asks";
    EXPECT_EQ(attempt.failure->kind, FailureKind::NotSent);
}

} // namespace knockback
