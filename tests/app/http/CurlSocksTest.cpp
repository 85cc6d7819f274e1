// SPDX-License-Identifier: GPL-3.0-or-later
// SOCKS5 (RFC 1928), where the scheme says who looks up names.
#include "app/http/Redactor.h"
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"
#include "tests/support/ProxyScript.h"

namespace knockback {

using http::Attempt;
using http::FailureKind;
using test::failureOf;
using test::LoopbackServer;
using test::ProxyRules;
using test::ServerScript;

namespace {

class CurlSocks : public testing::Test {
protected:
    CurlSocks() { server.script(ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")); }
    void rules(ProxyRules rules) {
        rules.port = server.port();
        proxy.script(test::socksProxy(rules, log));
    }
    Attempt get(const QByteArray& scheme, const QByteArray& host, const QByteArray& credentials = {}) {
        http::Request request{.url = "http://" + host + ':' + QByteArray::number(server.port()) + "/x#f"};
        request.options.proxy = scheme + "://" + credentials + proxy.address();
        return rig.send(request);
    }

    LoopbackServer server;
    LoopbackServer proxy;
    std::shared_ptr<test::ProxyLog> log = std::make_shared<test::ProxyLog>();
    test::CurlRig rig;
};

} // namespace

TEST_F(CurlSocks, socks5hSendsTheName) {
    rules({});
    const Attempt attempt = get("socks5h", "api.example");
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.response->body.bytes(), "ok");
    ASSERT_EQ(log->asked().size(), 1u);
    EXPECT_TRUE(log->asked()[0].byName);
    EXPECT_EQ(log->asked()[0].host, "api.example");
    EXPECT_EQ(log->asked()[0].port, server.port());
    EXPECT_TRUE(server.received().startsWith("GET /x HTTP/1.1\r\nHost: api.example:"))
        << server.received().toStdString();
}

TEST_F(CurlSocks, socks5SendsTheAddress) {
    rules({});
    const Attempt attempt = get("socks5", "localhost");
    EXPECT_EQ(failureOf(attempt), "");
    ASSERT_EQ(log->asked().size(), 1u);
    EXPECT_FALSE(log->asked()[0].byName);
    EXPECT_EQ(log->asked()[0].host, "127.0.0.1");
}

TEST_F(CurlSocks, socks5CannotSendANameThatNobodyHereKnows) {
    rules({});
    const Attempt attempt = get("socks5", "no-such-host.invalid");
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(failureOf(attempt), "tunnel_failed: phase=proxy; proxy=" + proxy.address() +
                                      "; target=no-such-host.invalid:" + QByteArray::number(server.port()) +
                                      "; the server's name could not be resolved here");
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(CurlSocks, logsIn) {
    rules({.credentials = "user:pa55:w@rd"});
    EXPECT_EQ(failureOf(get("socks5h", "api.example", "user:pa55%3Aw%40rd@")), "");
    EXPECT_EQ(log->asked().at(0).credentials, "user:pa55:w@rd");
}

TEST_F(CurlSocks, saysThatTheCredentialsAreWrong) {
    rules({.credentials = "user:right"});
    const Attempt attempt = get("socks5h", "api.example", "user:wr0ng-w0rd@");
    EXPECT_EQ(failureOf(attempt), "tunnel_failed: phase=proxy; proxy=" + proxy.address() +
                                      "; target=api.example:" + QByteArray::number(server.port()) +
                                      "; the proxy does not accept the user name and password");
    EXPECT_FALSE(http::Redactor().redact(attempt).attempt().request.options.proxy.contains("wr0ng-w0rd"));
}

TEST_F(CurlSocks, saysThatCredentialsAreMissing) {
    rules({.credentials = "user:right"});
    const Attempt attempt = get("socks5h", "api.example");
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, FailureKind::TunnelFailed);
    EXPECT_TRUE(attempt.failure->detail.contains(QLatin1String("the proxy asks for")))
        << failureOf(attempt).toStdString();
}

struct Refusal {
    int code;
    const char* words;
};

class SocksRefusal : public CurlSocks, public testing::WithParamInterface<Refusal> {};

TEST_P(SocksRefusal, isPutIntoWords) {
    rules({.refusal = GetParam().code});
    const Attempt attempt = get("socks5h", "api.example");
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, FailureKind::TunnelFailed);
    EXPECT_EQ(attempt.failure->phase, http::Phase::Proxy);
    EXPECT_TRUE(attempt.failure->detail.endsWith(QLatin1String(GetParam().words))) << failureOf(attempt).toStdString();
    EXPECT_EQ(attempt.connection.requestsOnWire, 0);
    EXPECT_EQ(proxy.connections(), 1);
}

INSTANTIATE_TEST_SUITE_P(Codes, SocksRefusal,
                         testing::Values(Refusal{1, "the proxy could not connect, and does not say why"},
                                         Refusal{2, "the proxy's rules do not allow this connection"},
                                         Refusal{3, "the proxy cannot reach the server's network"},
                                         Refusal{4, "the proxy cannot reach the server"},
                                         Refusal{5, "the server refused the proxy's connection"},
                                         Refusal{6, "the proxy's connection took too many hops"},
                                         Refusal{8, "the proxy does not know this kind of address"}));

TEST_F(CurlSocks, aProxyThatIsNone) {
    proxy.script(ServerScript().then([](auto&) { return true; }).send("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const Attempt attempt = get("socks5h", "api.example");
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, FailureKind::TunnelFailed);
    EXPECT_TRUE(attempt.failure->detail.contains(QLatin1String("what answers is no SOCKS5 proxy")))
        << failureOf(attempt).toStdString();
}

TEST_F(CurlSocks, aProxyThatLeaves) {
    proxy.script(ServerScript());
    const Attempt attempt = get("socks5h", "api.example");
    ASSERT_TRUE(attempt.failure);
    EXPECT_TRUE(attempt.failure->detail.contains(QLatin1String("the proxy closed the connection")))
        << failureOf(attempt).toStdString();
}

} // namespace knockback
