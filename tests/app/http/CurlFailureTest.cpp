// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong on a wire, and the words that diagnosis gets for it.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback {

using http::Attempt;
using http::FailureKind;
using http::Phase;
using test::failureOf;
using test::LoopbackServer;
using test::ServerScript;
using namespace std::chrono_literals;

namespace {

class CurlFailure : public testing::Test {
protected:
    test::CurlRig rig;
    LoopbackServer server;
};

// A port that is bound, so that nobody else takes it. With `backlog` it accepts connections up to that number.
class SilentPort {
public:
    SilentPort() : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(m_fd, reinterpret_cast<sockaddr*>(&address), size);
        ::getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &size);
        m_address = "127.0.0.1:" + QByteArray::number(ntohs(address.sin_port));
    }
    ~SilentPort() { ::close(m_fd); }
    SilentPort(const SilentPort&) = delete;
    SilentPort& operator=(const SilentPort&) = delete;

    void listen() const { ::listen(m_fd, 16); }
    [[nodiscard]] QByteArray address() const { return m_address; }

private:
    int m_fd;
    QByteArray m_address;
};

} // namespace

TEST_F(CurlFailure, connectionRefused) {
    const SilentPort nobody;
    const Attempt attempt = rig.get("http://" + nobody.address() + "/");
    EXPECT_EQ(failureOf(attempt),
              "connection_refused: phase=connect; host=127.0.0.1; addr=" + nobody.address() + "; errno=ECONNREFUSED");
    EXPECT_EQ(attempt.connection.requestsOnWire, 0);
    EXPECT_TRUE(attempt.connection.remoteAddress.isEmpty());
    EXPECT_FALSE(attempt.timing.dns) << "an address needs no lookup";
    EXPECT_TRUE(attempt.timing.connect);
    EXPECT_FALSE(attempt.timing.send || attempt.timing.wait);
    EXPECT_TRUE(attempt.sentHead.isEmpty());
}

TEST_F(CurlFailure, hostNotFound) {
    // RFC 6761: never resolves, with or without a name server.
    const Attempt attempt = rig.get("http://no-such-host.invalid/");
    EXPECT_EQ(failureOf(attempt), "host_not_found: phase=dns; host=no-such-host.invalid");
    EXPECT_TRUE(attempt.timing.dns);
    EXPECT_FALSE(attempt.timing.connect);
}

TEST_F(CurlFailure, noAnswerInTime) {
    server.script(ServerScript().readRequest().hang());
    http::Request request{.url = server.url()};
    request.options.timeout = 150ms;
    const Attempt attempt = rig.send(request);
    EXPECT_THAT(failureOf(attempt).toStdString(),
                testing::MatchesRegex("timeout: phase=read; host=127.0.0.1; addr=" + server.address().toStdString() +
                                      "; connected in [0-9]+ms; request sent; 150ms; 0 bytes received"));
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
    EXPECT_GE(*attempt.timing.wait, 140ms);
    EXPECT_GE(attempt.timing.total, 150ms);
    EXPECT_FALSE(attempt.timing.receive);
}

TEST_F(CurlFailure, aHandshakeThatNeverComesStopsAtTheConnectTimeout) {
    const SilentPort silent;
    silent.listen();
    http::Request request{.url = "https://" + silent.address() + "/"};
    request.options.connectTimeout = 120ms;
    const Attempt attempt = rig.send(request);
    EXPECT_EQ(failureOf(attempt), "timeout: phase=tls; host=127.0.0.1; addr=" + silent.address() + "; 120ms");
    EXPECT_EQ(attempt.connection.remoteAddress, silent.address());
    EXPECT_TRUE(attempt.timing.tls);
}

TEST_F(CurlFailure, timeoutInTheBodyKeepsWhatCame) {
    server.script(ServerScript().readRequest().send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst").hang());
    http::Request request{.url = server.url()};
    request.options.timeout = 150ms;
    const Attempt attempt = rig.send(request);
    EXPECT_EQ(attempt.failure->kind, FailureKind::Timeout);
    EXPECT_EQ(attempt.failure->phase, Phase::Body);
    EXPECT_EQ(attempt.status(), 200);
    EXPECT_EQ(attempt.response->body.bytes(), "first");
}

TEST_F(CurlFailure, timeoutWhileSending) {
    server.script(ServerScript().readHead().pause(10s));
    http::Request request{.method = "PUT", .url = server.url(), .body = QByteArray(64 * 1024 * 1024, 'x')};
    request.options.timeout = 400ms;
    const Attempt attempt = rig.send(request);
    EXPECT_EQ(attempt.failure->kind, FailureKind::Timeout);
    EXPECT_EQ(attempt.failure->phase, Phase::Send);
    EXPECT_THAT(failureOf(attempt).toStdString(), testing::HasSubstr("request partly sent; 400ms"));
}

TEST_F(CurlFailure, closedWithoutAnAnswer) {
    server.script(ServerScript().readRequest());
    EXPECT_EQ(failureOf(rig.get(server.url())),
              "remote_host_closed: phase=read; connection closed; addr=" + server.address());
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(CurlFailure, resetInsteadOfAnAnswer) {
    server.script(ServerScript().readRequest().reset());
    EXPECT_EQ(failureOf(rig.get(server.url())),
              "remote_host_closed: phase=read; connection reset by peer; addr=" + server.address());
}

TEST_F(CurlFailure, bodyShorterThanAnnounced) {
    server.script(ServerScript().readRequest().send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" +
                                                    QByteArray(41230, 'x')));
    const Attempt attempt = rig.get(server.url());
    EXPECT_EQ(failureOf(attempt),
              "content_truncated: phase=body; status=200; Content-Length: 100000; received=41230; connection closed");
    EXPECT_EQ(attempt.response->body.size(), 41230);
}

TEST_F(CurlFailure, resetInTheBody) {
    server.script(ServerScript()
                      .readRequest()
                      .send("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\nhalf")
                      .pause(50ms)
                      .reset());
    const Attempt attempt = rig.get(server.url());
    EXPECT_EQ(failureOf(attempt),
              "content_truncated: phase=body; status=502; Content-Length: 9; received=4; connection reset by peer");
}

TEST_F(CurlFailure, chunksThatBreakOff) {
    server.script(
        ServerScript().readRequest().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"));
    const Attempt attempt = rig.get(server.url());
    EXPECT_EQ(failureOf(attempt), "content_truncated: phase=body; status=200; received=5; connection closed");
    EXPECT_EQ(attempt.response->body.bytes(), "hello");
}

TEST_F(CurlFailure, chunksThatAreNone) {
    server.script(
        ServerScript().readRequest().send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n").hang());
    const Attempt attempt = rig.get(server.url());
    EXPECT_EQ(attempt.failure->kind, FailureKind::ProtocolError);
    EXPECT_EQ(attempt.failure->phase, Phase::Body);
}

TEST_F(CurlFailure, anAnswerThatIsNotHttp) {
    server.script(ServerScript().readRequest().send("SSH-2.0-OpenSSH_9.2\r\n"));
    const Attempt attempt = rig.get(server.url());
    EXPECT_EQ(attempt.failure->kind, FailureKind::ProtocolError);
    EXPECT_EQ(attempt.failure->phase, Phase::Read);
    EXPECT_FALSE(attempt.response);
}

TEST_F(CurlFailure, headersWithoutEnd) {
    const QByteArray line = "X-Filler: " + QByteArray(4096, 'x') + "\r\n";
    server.script(ServerScript().readRequest().send("HTTP/1.1 200 OK\r\n" + line.repeated(80)).hang());
    const Attempt attempt = rig.get(server.url());
    EXPECT_EQ(failureOf(attempt), "too_large: phase=read; response headers over 262144 bytes");
    EXPECT_FALSE(attempt.response);
}

TEST_F(CurlFailure, oneEndlessHeaderLine) {
    server.script(ServerScript().readRequest().send("HTTP/1.1 200 OK\r\nX: " + QByteArray(400'000, 'x')).hang());
    const Attempt attempt = rig.get(server.url());
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, FailureKind::TooLarge);
}

TEST_F(CurlFailure, aBadRequestNeverReachesTheLoop) {
    const Attempt attempt = rig.get("http://a b/");
    EXPECT_EQ(attempt.failure->kind, FailureKind::NotSent);
    EXPECT_EQ(attempt.failure->detail, http::problemWith({.url = "http://a b/"}));
}

TEST_F(CurlFailure, aProxyThatRefusesTheTunnel) {
    server.script(ServerScript().readHead().send(
        "HTTP/1.1 403 Forbidden\r\nServer: squid/5.7\r\nX-Squid-Error: ERR_ACCESS_DENIED 0\r\n"
        "Content-Length: 6\r\n\r\ndenied"));
    http::Request request{.url = "https://social.example/feed", .headers = {{"Authorization", "Bearer s3cret"}}};
    request.options.proxy = "http://user:pa55@" + server.address();
    const Attempt attempt = rig.send(request);
    EXPECT_EQ(
        failureOf(attempt),
        "tunnel_failed: phase=proxy; proxy=" + server.address() +
            "; CONNECT social.example:443 answered HTTP 403; X-Squid-Error: ERR_ACCESS_DENIED 0; Server: squid/5.7");
    EXPECT_FALSE(attempt.response) << "the proxy's answer is not the server's";
    EXPECT_EQ(attempt.connection.requestsOnWire, 0);
    EXPECT_THAT(server.received().toStdString(), testing::StartsWith("CONNECT social.example:443 HTTP/1.1\r\n"));
    EXPECT_EQ(server.received().indexOf("s3cret"), -1) << "the request's headers are not for the proxy";
}

TEST_F(CurlFailure, aProxyThatDoesNotAnswer) {
    server.script(ServerScript().readHead().hang());
    http::Request request{.url = "https://social.example/"};
    request.options.proxy = "http://" + server.address();
    request.options.connectTimeout = 150ms;
    const Attempt attempt = rig.send(request);
    EXPECT_EQ(failureOf(attempt), "timeout: phase=proxy; host=social.example; addr=" + server.address() + "; 150ms");
}

TEST_F(CurlFailure, aProxyThatIsNotThere) {
    const SilentPort nobody;
    http::Request request{.url = "https://social.example/"};
    request.options.proxy = "http://" + nobody.address();
    EXPECT_EQ(failureOf(rig.send(request)), "connection_refused: phase=connect; host=social.example; addr=" +
                                                nobody.address() + "; errno=ECONNREFUSED");
}

TEST_F(CurlFailure, cancelInTheBodyKeepsWhatCame) {
    server.script(ServerScript().readRequest().send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst").hang());
    std::optional<Attempt> end;
    http::Body body;
    const auto pending = rig.transport.send({.url = server.url()}, [&](Attempt attempt) { end = std::move(attempt); },
                                            {.bodyStarted = [&](http::Body started) { body = std::move(started); }});
    ASSERT_TRUE(test::runUntil(rig.loop, [&] { return body.size() == 5; }));
    pending->cancel();
    ASSERT_TRUE(test::runUntil(rig.loop, [&] { return end.has_value(); }));
    EXPECT_EQ(failureOf(*end), "cancelled: phase=body");
    EXPECT_EQ(end->status(), 200);
    EXPECT_EQ(end->response->body.bytes(), "first");
    EXPECT_TRUE(end->timing.connect) << "what is known is told";
    EXPECT_TRUE(server.waitUntil([&] { return server.connections() == 1; }));
}

TEST_F(CurlFailure, cancelInsideTheBodyCallbackStopsTheDownload) {
    server.script(ServerScript().readRequest().send("HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n" +
                                                    QByteArray(4'000'000, 'x')));
    std::optional<Attempt> end;
    std::unique_ptr<http::PendingAttempt> pending;
    pending = rig.transport.send({.url = server.url()}, [&](Attempt attempt) { end = std::move(attempt); },
                                 {.bodyStarted = [&](const http::Body&) { pending->cancel(); }});
    ASSERT_TRUE(test::runUntil(rig.loop, [&] { return end.has_value(); }));
    EXPECT_EQ(failureOf(*end), "cancelled: phase=body");
    EXPECT_LT(end->response->body.size(), 1'000'000);
}

} // namespace knockback
