// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP proxies: what they are asked, and what they and the server get to see.
#include "app/http/Redactor.h"
#include "tests/support/CurlRig.h"
#include "tests/support/Http2Peer.h"
#include "tests/support/LoopbackServer.h"
#include "tests/support/ProxyScript.h"

#include <QTemporaryFile>

namespace knockback {

using http::Attempt;
using http::FailureKind;
using http::Phase;
using test::failureOf;
using test::LoopbackServer;
using test::ProxyRules;
using test::ServerScript;
using test::TestCertificate;

namespace {

const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const QByteArray password = "pa55-w0rd-of-the-proxy";

class CurlProxy : public testing::Test {
protected:
    CurlProxy() : certificate(TestCertificate::make({.subjectAltNames = "DNS:api.example"})), server(certificate) {
        server.script(ServerScript().answerEach(ok));
        EXPECT_TRUE(authority.open());
        authority.write(certificate.authorityPem);
        authority.flush();
    }
    // A request to the server, whose name is known to the proxy alone.
    http::Request request(const QByteArray& proxyUrl, const QByteArray& url = "https://api.example/x?y=1") {
        http::Request request{.url = url, .headers = {{"Authorization", "Bearer s3cret"}}};
        request.options.proxy = proxyUrl;
        request.options.caFile = authority.fileName().toUtf8();
        return request;
    }
    // Everything that the attempt holds on its way to a file or a screen.
    static QByteArray shown(const Attempt& attempt) {
        const Attempt redacted = http::Redactor().redact(attempt).attempt();
        QByteArray text = redacted.sentHead + redacted.request.options.proxy + redacted.request.url;
        for (const auto& field : redacted.request.headers)
            text += field.name + field.value;
        return text + failureOf(redacted);
    }

    TestCertificate certificate;
    LoopbackServer server;
    LoopbackServer proxy;
    QTemporaryFile authority;
    std::shared_ptr<test::ProxyLog> log = std::make_shared<test::ProxyLog>();
    test::CurlRig rig;
};

} // namespace

TEST_F(CurlProxy, isAskedForTheWholeUrlWithoutTls) {
    proxy.script(ServerScript().answerEach(ok));
    const Attempt attempt =
        rig.send(request("http://" + proxy.address(), "http://api.example:81/caf\xc3\xa9/../x?y=[1]#f"));
    EXPECT_EQ(failureOf(attempt), "");
    ASSERT_EQ(proxy.requests().size(), 1u);
    EXPECT_EQ(proxy.requests().front(), "GET http://api.example:81/caf\xc3\xa9/../x?y=[1] HTTP/1.1\r\n"
                                        "Host: api.example:81\r\nAuthorization: Bearer s3cret\r\n\r\n");
    EXPECT_EQ(attempt.sentHead, proxy.requests().front());
    EXPECT_EQ(attempt.connection.remoteAddress, proxy.address());
}

TEST_F(CurlProxy, aUrlWithoutAPathGetsOne) {
    proxy.script(ServerScript().answerEach(ok));
    rig.send(request("http://" + proxy.address(), "http://api.example?y=1"));
    EXPECT_TRUE(proxy.received().startsWith("GET http://api.example/?y=1 HTTP/1.1\r\n"))
        << proxy.received().toStdString();
}

TEST_F(CurlProxy, getsItsCredentialsWithEveryForwardedRequest) {
    proxy.script(ServerScript().answerEach(ok));
    const Attempt attempt =
        rig.send(request("http://us%65r:" + password + "@" + proxy.address(), "http://api.example/"));
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_TRUE(proxy.received().contains("\r\nProxy-Authorization: Basic " + ("user:" + password).toBase64() + "\r\n"))
        << proxy.received().toStdString();
    EXPECT_EQ(attempt.request.headers.value("Proxy-Authorization"), "Basic " + ("user:" + password).toBase64())
        << "what went out is recorded";
    const QByteArray text = shown(attempt);
    EXPECT_FALSE(text.contains(password)) << text.toStdString();
    EXPECT_FALSE(text.contains(("user:" + password).toBase64())) << text.toStdString();
    EXPECT_TRUE(text.contains("Proxy-Authorization: Basic ")) << text.toStdString();
}

TEST_F(CurlProxy, withoutCredentialsItsAnswerIsShown) {
    proxy.script(ServerScript().answerEach("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                           "Proxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"));
    const Attempt attempt = rig.send(request("http://" + proxy.address(), "http://api.example/"));
    EXPECT_EQ(failureOf(attempt), "") << "a forwarding proxy's answer is an answer";
    EXPECT_EQ(attempt.status(), 407);
    EXPECT_EQ(proxy.requests().size(), 1u);
}

TEST_F(CurlProxy, tunnelsTls) {
    proxy.script(test::tunnelProxy({.port = server.port()}, log));
    const Attempt attempt = rig.send(request("http://" + proxy.address()));
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.response->body.bytes(), "ok");
    ASSERT_EQ(log->asked().size(), 1u);
    EXPECT_EQ(log->asked()[0].host, "api.example");
    EXPECT_EQ(log->asked()[0].port, 443);
    EXPECT_EQ(server.received(), "GET /x?y=1 HTTP/1.1\r\nHost: api.example\r\nAuthorization: Bearer s3cret\r\n\r\n");
    EXPECT_EQ(attempt.sentHead, server.received()) << "the tunnel's CONNECT is not the request";
    EXPECT_EQ(attempt.connection.certificates.front().pem, certificate.certificatePem);
    EXPECT_FALSE(proxy.received().contains("s3cret"));
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
}

TEST_F(CurlProxy, getsItsCredentialsForATunnelAndTheServerDoesNot) {
    proxy.script(test::tunnelProxy({.port = server.port(), .credentials = "user:" + password}, log));
    const Attempt attempt = rig.send(request("http://user:" + password + "@" + proxy.address()));
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(log->asked().at(0).credentials, "user:" + password);
    EXPECT_FALSE(server.received().contains(password));
    EXPECT_FALSE(server.received().contains(("user:" + password).toBase64()));
    EXPECT_FALSE(server.received().toLower().contains("proxy-"));
    EXPECT_FALSE(shown(attempt).contains(password)) << shown(attempt).toStdString();
}

TEST_F(CurlProxy, saysThatItAsksForCredentials) {
    proxy.script(test::tunnelProxy({.port = server.port(), .credentials = "user:" + password}, log));
    const Attempt attempt = rig.send(request("http://" + proxy.address()));
    EXPECT_EQ(failureOf(attempt), "tunnel_failed: phase=proxy; proxy=" + proxy.address() +
                                      "; CONNECT api.example:443 answered HTTP 407; the proxy asks for a user name and "
                                      "password");
    EXPECT_FALSE(attempt.response);
    EXPECT_EQ(proxy.connections(), 1);
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(CurlProxy, saysThatItDoesNotAcceptTheCredentials) {
    proxy.script(test::tunnelProxy({.port = server.port(), .credentials = "user:" + password}, log));
    const Attempt attempt = rig.send(request("http://user:wr0ng-w0rd@" + proxy.address()));
    EXPECT_EQ(failureOf(attempt), "tunnel_failed: phase=proxy; proxy=" + proxy.address() +
                                      "; CONNECT api.example:443 answered HTTP 407; the proxy does not accept the user "
                                      "name and password");
    EXPECT_FALSE(shown(attempt).contains("wr0ng-w0rd"));
}

TEST_F(CurlProxy, aTunnelThatEndsWithoutAnAnswer) {
    proxy.script(ServerScript().readHead());
    const Attempt attempt = rig.send(request("http://" + proxy.address()));
    EXPECT_EQ(failureOf(attempt), "remote_host_closed: phase=proxy; connection closed; addr=" + proxy.address());
}

TEST_F(CurlProxy, tunnelsHttp2ThatIsForcedWithoutTls) {
    LoopbackServer modern;
    modern.script(test::http2Answers([](test::Http2Peer& peer, const test::Http2Request& asked) {
        peer.sendHead(asked.stream, {{":status", "204"}}, true);
    }));
    proxy.script(test::tunnelProxy({.port = modern.port()}, log));
    http::Request forced = request("http://" + proxy.address(), "http://api.example/");
    forced.options.version = http::HttpVersionChoice::Http2;
    const Attempt attempt = rig.send(forced);
    EXPECT_EQ(failureOf(attempt).toStdString(), "");
    EXPECT_EQ(attempt.connection.httpVersion, "HTTP/2");
    EXPECT_EQ(log->asked().at(0).port, 80);
}

TEST_F(CurlProxy, mayItselfSpeakTls) {
    const TestCertificate identity = TestCertificate::make({.issuer = "Authority of the Proxy"});
    LoopbackServer secureProxy(identity);
    secureProxy.script(test::tunnelProxy({.port = server.port(), .credentials = "user:" + password}, log));
    authority.write(identity.authorityPem);
    authority.flush();
    const QByteArray url = "https://user:" + password + "@localhost:" + QByteArray::number(secureProxy.port());

    const Attempt attempt = rig.send(request(url));

    ASSERT_EQ(attempt.status(), 200) << failureOf(attempt).toStdString();
    EXPECT_EQ(log->asked().at(0).host, "api.example");
    EXPECT_EQ(attempt.connection.certificates.front().pem, certificate.certificatePem)
        << "the server's, not the proxy's";
}

TEST_F(CurlProxy, whoseCertificateIsNotTrustedIsNamed) {
    LoopbackServer secureProxy(TestCertificate::make({.subjectAltNames = "DNS:other.example"}));
    const Attempt attempt = rig.send(request("https://localhost:" + QByteArray::number(secureProxy.port())));
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, FailureKind::SslHandshakeFailed);
    EXPECT_EQ(attempt.failure->phase, Phase::Tls);
    EXPECT_TRUE(attempt.failure->detail.startsWith(QLatin1String("certificate not trusted")))
        << failureOf(attempt).toStdString();
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(CurlProxy, keepsConnectionsOfDifferentProxiesApart) {
    LoopbackServer other;
    for (LoopbackServer* each : {&proxy, &other})
        each->script(ServerScript().answerEach(ok));
    rig.send(request("http://" + proxy.address(), "http://api.example/"));
    rig.send(request("http://" + other.address(), "http://api.example/"));
    const Attempt again = rig.send(request("http://" + proxy.address(), "http://api.example/"));
    EXPECT_EQ(proxy.requests().size(), 2u);
    EXPECT_EQ(other.requests().size(), 1u);
    EXPECT_TRUE(again.connection.reused);
}

} // namespace knockback
