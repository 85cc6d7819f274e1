// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/2 (RFC 9113), agreed on over TLS or spoken unasked.
#include "tests/support/CurlRig.h"
#include "tests/support/Http2Peer.h"

#include <atomic>
#include <mutex>

namespace knockback {

using http::Attempt;
using http::FailureKind;
using http::HttpVersionChoice;
using http::Phase;
using test::failureOf;
using test::Http2Peer;
using test::Http2Request;
using test::LoopbackServer;
using test::ServerScript;

namespace {

using namespace std::chrono_literals;

// What the server saw, for the test's thread.
class Seen {
public:
    void add(const Http2Request& request) {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
    }
    [[nodiscard]] std::vector<Http2Request> requests() const {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<Http2Request> m_requests;
};

QByteArray lines(const http::HeaderList& fields) {
    QByteArray text;
    for (const auto& field : fields)
        text += field.name + ": " + field.value + '\n';
    return text;
}

class CurlHttp2 : public testing::Test {
protected:
    CurlHttp2() {
        server.script(test::http2Answers([this](Http2Peer& peer, const Http2Request& request) {
            seen.add(request);
            peer.sendHead(request.stream, {{":status", "200"}, {"x-a", "1"}, {"x-a", "2"}}, false);
            peer.sendData(request.stream, "ok", true);
        }));
    }
    // Unasked, without TLS.
    static http::Request plain(const LoopbackServer& to, http::Request request = {}) {
        request.url = to.url("/p?q=1");
        request.options.version = HttpVersionChoice::Http2;
        return request;
    }
    // Serves one connection.
    Attempt served(std::function<void(Http2Peer&)> serve, http::Request request = {}) {
        LoopbackServer other;
        other.script(test::http2Script(std::move(serve)));
        return rig.send(plain(other, std::move(request)));
    }

    Seen seen;
    LoopbackServer server;
    test::CurlRig rig;
};

} // namespace

TEST_F(CurlHttp2, isSpokenUnaskedWhenForced) {
    const Attempt attempt = rig.send(plain(server));
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.connection.httpVersion, "HTTP/2");
    EXPECT_EQ(attempt.response->head.version, "HTTP/2");
    EXPECT_EQ(attempt.response->head.reason, "");
    EXPECT_EQ(lines(attempt.response->headers()), "x-a: 1\nx-a: 2\n");
    EXPECT_EQ(attempt.response->body.bytes(), "ok");
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
    ASSERT_EQ(seen.requests().size(), 1u);
    EXPECT_EQ(lines(seen.requests()[0].fields),
              ":method: GET\n:path: /p?q=1\n:scheme: http\n:authority: " + server.address() + "\n");
}

TEST_F(CurlHttp2, sendsHeadersInOrderAndNothingOfItsOwn) {
    const Attempt attempt = rig.send(plain(server, {.method = "PROPFIND",
                                                    .url = {},
                                                    .headers = {{"X-Dup", "1"},
                                                                {"Accept", "a/b"},
                                                                {"x-dup", "2"},
                                                                {"Host", "other.example"},
                                                                {"User-Agent", ""},
                                                                {"Cookie", "a=b"},
                                                                {"X-Dup", "1"}},
                                                    .body = QByteArray("hello")}));
    EXPECT_EQ(failureOf(attempt), "");
    ASSERT_EQ(seen.requests().size(), 1u);
    EXPECT_EQ(lines(seen.requests()[0].fields).toStdString(),
              ":method: PROPFIND\n:path: /p?q=1\n:scheme: http\n:authority: other.example\nx-dup: 1\naccept: "
              "a/b\nx-dup: 2\nuser-agent: \ncookie: a=b\nx-dup: 1\ncontent-length: 5\n");
    EXPECT_EQ(seen.requests()[0].body, "hello");
}

TEST_F(CurlHttp2, recordsWhatItSent) {
    const Attempt attempt =
        rig.send(plain(server, {.method = "POST", .url = {}, .headers = {{"X-A", "1"}}, .body = QByteArray("hello")}));
    EXPECT_EQ(
        attempt.sentHead.toStdString(),
        ("POST /p?q=1 HTTP/2\r\nHost: " + server.address() + "\r\nx-a: 1\r\ncontent-length: 5\r\n\r\n").toStdString());
    EXPECT_EQ(attempt.connection.bytesSent, attempt.sentHead.size() + 5);
}

TEST_F(CurlHttp2, keepsEarlyAnswersAndTrailersApart) {
    const Attempt attempt = served([](Http2Peer& peer) {
        const auto request = peer.nextRequest();
        peer.sendHead(request->stream, {{":status", "103"}, {"link", "</a>"}}, false);
        peer.sendHead(request->stream, {{":status", "200"}, {"trailer", "x-sum"}}, false);
        peer.sendData(request->stream, "body", false);
        peer.sendHead(request->stream, {{"x-sum", "42"}}, true);
        peer.readToEnd();
    });
    EXPECT_EQ(failureOf(attempt), "");
    ASSERT_EQ(attempt.response->informational.size(), 1u);
    EXPECT_EQ(attempt.response->informational[0].status, 103);
    EXPECT_EQ(lines(attempt.response->informational[0].headers), "link: </a>\n");
    EXPECT_EQ(attempt.status(), 200);
    EXPECT_EQ(attempt.response->body.bytes(), "body");
    EXPECT_EQ(lines(attempt.response->trailers), "x-sum: 42\n");
}

TEST_F(CurlHttp2, largeBodiesGoBothWays) {
    const QByteArray large(3'000'000, 'x');
    const Attempt attempt = served(
        [&](Http2Peer& peer) {
            const auto request = peer.nextRequest();
            peer.sendHead(request->stream, {{":status", "200"}}, false);
            peer.sendData(request->stream, QByteArray::number(request->body.size()), true);
            peer.readToEnd();
        },
        {.method = "PUT", .url = {}, .body = large});
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.response->body.bytes(), "3000000");
}

// The words that diagnosis gets.
struct BrokenCase {
    const char* name;
    std::function<void(Http2Peer&, int stream)> serve;
    const char* failure; // without the address
};

class BrokenHttp2 : public CurlHttp2, public testing::WithParamInterface<BrokenCase> {};

TEST_P(BrokenHttp2, isAFailureInWords) {
    std::atomic<int> heads = 0;
    const Attempt attempt = served([&](Http2Peer& peer) {
        const auto request = peer.nextRequest();
        ++heads;
        GetParam().serve(peer, request->stream);
        while (peer.nextRequest())
            ++heads;
    });
    const QByteArray failure = failureOf(attempt);
    EXPECT_EQ(failure.left(failure.lastIndexOf("; addr=127.0.0.1:")).toStdString(), GetParam().failure);
    EXPECT_EQ(heads, 1);
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Ways, BrokenHttp2,
    testing::Values(
        BrokenCase{"reset", [](Http2Peer& peer, int stream) { peer.sendReset(stream, 2); },
                   "remote_host_closed: phase=read; the server reset the HTTP/2 stream (INTERNAL_ERROR)"},
        BrokenCase{"refused", [](Http2Peer& peer, int stream) { peer.sendReset(stream, 7); },
                   "remote_host_closed: phase=read; the server refused the HTTP/2 stream (REFUSED_STREAM); the request "
                   "was not resent"},
        BrokenCase{"unknownCode", [](Http2Peer& peer, int stream) { peer.sendReset(stream, 99); },
                   "remote_host_closed: phase=read; the server reset the HTTP/2 stream (error 99)"},
        BrokenCase{"goodbye", [](Http2Peer& peer, int) { peer.sendGoAway(0, 11); },
                   "remote_host_closed: phase=read; the server ended the HTTP/2 connection (GOAWAY ENHANCE_YOUR_CALM)"},
        BrokenCase{"blamed", [](Http2Peer& peer, int stream) { peer.sendReset(stream, 1); },
                   "protocol_error: phase=read; the server reset the HTTP/2 stream (PROTOCOL_ERROR)"},
        BrokenCase{
            "resetInTheBody",
            [](Http2Peer& peer, int stream) {
                peer.sendHead(stream, {{":status", "200"}, {"content-length", "10"}}, false);
                peer.sendData(stream, "half", false);
                peer.pause(100ms);
                peer.sendReset(stream, 8);
            },
            "content_truncated: phase=body; status=200; received=4; the server reset the HTTP/2 stream (CANCEL)"},
        BrokenCase{"bodyWithoutHead", [](Http2Peer& peer, int stream) { peer.sendData(stream, "x", true); },
                   "protocol_error: phase=read; what came breaks the rules of HTTP/2, or the server does not speak it"},
        BrokenCase{"shortPing", [](Http2Peer& peer, int) { peer.sendFrame(6, 0, 0, "short"); },
                   "protocol_error: phase=read; what came breaks the rules of HTTP/2, or the server does not speak "
                   "it"}),
    [](const auto& way) { return std::string(way.param.name); });

TEST_F(CurlHttp2, aConnectionThatIsClosed) {
    const Attempt attempt = served([](Http2Peer& peer) { static_cast<void>(peer.nextRequest()); });
    EXPECT_THAT(failureOf(attempt).toStdString(),
                testing::StartsWith("remote_host_closed: phase=read; connection closed; addr="));
}

TEST_F(CurlHttp2, aServerThatOnlyKnowsTheOldOne) {
    LoopbackServer old;
    old.script(ServerScript().readHead().send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").hang());
    const Attempt attempt = rig.send(plain(old));
    EXPECT_THAT(failureOf(attempt).toStdString(),
                testing::StartsWith("protocol_error: phase=read; what came breaks the rules of HTTP/2, or the server "
                                    "does not speak it; addr="));
}

// libcurl 7.88 breaks a kept connection of this kind (curl issue 10634).
TEST_F(CurlHttp2, oneRequestAfterAnotherWithoutTls) {
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(failureOf(rig.send(plain(server))).toStdString(), "");
    EXPECT_EQ(seen.requests().size(), 3u);
}

namespace {

const QByteArray oldAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// Servers whose TLS picks a protocol.
class Http2OverTls : public CurlHttp2 {
protected:
    Attempt get(const LoopbackServer& from, HttpVersionChoice version) { return rig.send(request(from, version)); }
    static http::Request request(const LoopbackServer& from, HttpVersionChoice version) {
        http::Request request{.url = from.url()};
        request.options.verifyTls = false;
        request.options.version = version;
        return request;
    }
    ServerScript answers() {
        return test::http2Answers([this](Http2Peer& peer, const Http2Request& request) {
            seen.add(request);
            peer.sendHead(request.stream, {{":status", "200"}}, false);
            peer.sendData(request.stream, "ok", true);
        });
    }

    test::TestCertificate certificate = test::TestCertificate::make();
    LoopbackServer modern{test::ServerKind{.tls = certificate, .protocol = "h2"}};
    LoopbackServer old{test::ServerKind{.tls = certificate, .protocol = "http/1.1"}};
};

} // namespace

TEST_F(Http2OverTls, isPickedByTheServer) {
    modern.script(answers());
    for (const auto version : {HttpVersionChoice::Automatic, HttpVersionChoice::Http2}) {
        const Attempt attempt = get(modern, version);
        EXPECT_EQ(failureOf(attempt).toStdString(), "");
        EXPECT_EQ(attempt.connection.httpVersion, "HTTP/2");
        EXPECT_EQ(attempt.connection.tlsVersion, "TLSv1.3");
    }
    EXPECT_EQ(seen.requests().at(0).fields.value(":scheme"), "https");
}

TEST_F(Http2OverTls, isNotOfferedWhenTheOldOneIsForced) {
    modern.script(ServerScript().answerEach(oldAnswer));
    const Attempt attempt = get(modern, HttpVersionChoice::Http11);
    EXPECT_EQ(failureOf(attempt).toStdString(), "");
    EXPECT_EQ(attempt.connection.httpVersion, "HTTP/1.1");
}

TEST_F(Http2OverTls, isNotInsistedOnByDefault) {
    old.script(ServerScript().answerEach(oldAnswer));
    EXPECT_EQ(get(old, HttpVersionChoice::Automatic).connection.httpVersion, "HTTP/1.1");
}

TEST_F(Http2OverTls, nothingIsSentWhenTheServerPicksAnother) {
    old.script(ServerScript().answerEach(oldAnswer));
    const Attempt attempt = get(old, HttpVersionChoice::Http2);
    EXPECT_EQ(failureOf(attempt).toStdString(), ("not_sent: host=127.0.0.1; addr=" + old.address() +
                                                 "; HTTP/2 was asked for, and the server speaks HTTP/1.1 alone")
                                                    .toStdString());
    EXPECT_EQ(attempt.connection.requestsOnWire, 0);
    EXPECT_EQ(old.received(), "");
}

TEST_F(Http2OverTls, aKeptConnectionOfTheOldOneIsNotUsed) {
    modern.script(ServerScript().answerEach(oldAnswer));
    modern.script(answers());
    ASSERT_EQ(get(modern, HttpVersionChoice::Http11).connection.httpVersion, "HTTP/1.1");
    const Attempt attempt = get(modern, HttpVersionChoice::Http2);
    EXPECT_EQ(failureOf(attempt).toStdString(), "");
    EXPECT_EQ(attempt.connection.httpVersion, "HTTP/2");
}

TEST_F(Http2OverTls, aKeptConnectionOfItIsNotUsedForTheOldOne) {
    modern.script(answers());
    modern.script(ServerScript().answerEach(oldAnswer));
    ASSERT_EQ(get(modern, HttpVersionChoice::Automatic).connection.httpVersion, "HTTP/2");
    EXPECT_EQ(get(modern, HttpVersionChoice::Http11).connection.httpVersion, "HTTP/1.1");
}

TEST_F(Http2OverTls, usesOneConnectionForMany) {
    modern.script(answers());
    ASSERT_EQ(failureOf(get(modern, HttpVersionChoice::Automatic)).toStdString(), "");
    std::vector<std::unique_ptr<http::PendingAttempt>> pending;
    std::vector<Attempt> ends;
    for (int i = 0; i < 50; ++i)
        pending.push_back(rig.transport.send(request(modern, HttpVersionChoice::Automatic),
                                             [&](Attempt attempt) { ends.push_back(std::move(attempt)); }));
    ASSERT_TRUE(test::runUntil(rig.loop, [&] { return ends.size() == 50; }));
    for (const Attempt& attempt : ends) {
        ASSERT_EQ(failureOf(attempt).toStdString(), "");
        EXPECT_EQ(attempt.response->body.bytes(), "ok");
        EXPECT_TRUE(attempt.connection.reused);
    }
    EXPECT_EQ(modern.connections(), 1);
    EXPECT_EQ(seen.requests().size(), 51u);
}

TEST_F(Http2OverTls, aConnectionThatDiesBetweenTwoRequests) {
    modern.script(test::http2Script([this](Http2Peer& peer) {
        auto request = peer.nextRequest();
        peer.sendHead(request->stream, {{":status", "204"}}, true);
        request = peer.nextRequest();
        seen.add(*request);
    }));
    modern.script(answers());
    ASSERT_EQ(get(modern, HttpVersionChoice::Automatic).status(), 204);
    http::Request post = request(modern, HttpVersionChoice::Automatic);
    post.method = "POST";
    post.body = QByteArray("pay=100");
    const Attempt attempt = rig.send(post);
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, FailureKind::RemoteHostClosed) << failureOf(attempt).toStdString();
    EXPECT_EQ(seen.requests().size(), 1u) << "on the wire exactly once";
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
    EXPECT_EQ(modern.connections(), 1);
}

} // namespace knockback
