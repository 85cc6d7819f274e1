// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back, in all the forms that servers give it.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

namespace knockback {

using http::Attempt;
using http::HeaderList;
using test::failureOf;
using test::LoopbackServer;
using test::ServerScript;
using namespace std::chrono_literals;

namespace {

class CurlResponse : public testing::Test {
protected:
    Attempt answered(const QByteArray& raw, const http::Request& request) {
        server.script(ServerScript().readRequest().send(raw));
        return rig.send(request);
    }
    Attempt answered(const QByteArray& raw) { return answered(raw, {.url = server.url()}); }

    test::CurlRig rig;
    LoopbackServer server;
};

} // namespace

TEST_F(CurlResponse, headBytesAreKeptAsTheyCame) {
    const QByteArray head =
        "HTTP/1.1 200  Fine thanks\r\nx-B: 2\r\nX-a:1\r\nx-b:   3  \r\nEmpty:\r\nSet-Cookie: a=1\r\n"
        "Set-Cookie: b=2\r\nLatin: \xe9\r\nFolded: a\r\n  b\r\nContent-Length: 0\r\n\r\n";
    const Attempt attempt = answered(head);
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.response->head.raw, head);
    EXPECT_EQ(attempt.response->head.reason, " Fine thanks") << "one space separates, the other was sent";
    EXPECT_EQ(attempt.response->headers(), (HeaderList{{"x-B", "2"},
                                                       {"X-a", "1"},
                                                       {"x-b", "3"},
                                                       {"Empty", ""},
                                                       {"Set-Cookie", "a=1"},
                                                       {"Set-Cookie", "b=2"},
                                                       {"Latin", "\xe9"},
                                                       {"Folded", "a b"},
                                                       {"Content-Length", "0"}}));
    EXPECT_EQ(attempt.connection.bytesReceived, head.size());
    EXPECT_EQ(attempt.connection.bytesSent, attempt.sentHead.size());
}

TEST_F(CurlResponse, bareLineFeedsAndHttp10) {
    const Attempt attempt = answered("HTTP/1.0 200 OK\nA: 1\n\nuntil the end");
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.connection.httpVersion, "HTTP/1.0");
    EXPECT_EQ(attempt.response->headers(), (HeaderList{{"A", "1"}}));
    EXPECT_EQ(attempt.response->body.bytes(), "until the end");
}

TEST_F(CurlResponse, chunksAndTrailers) {
    const QByteArray raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Sum\r\n\r\n"
                           "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nSum: 11\r\nsum: again\r\n\r\n";
    const Attempt attempt = answered(raw);
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.response->body.bytes(), "hello world");
    EXPECT_EQ(attempt.response->trailers, (HeaderList{{"Sum", "11"}, {"sum", "again"}}));
    EXPECT_EQ(attempt.response->headers(), (HeaderList{{"Transfer-Encoding", "chunked"}, {"Trailer", "Sum"}}));
    EXPECT_EQ(attempt.connection.bytesReceived, raw.size()) << "on the wire, with the chunks' framing";
}

TEST_F(CurlResponse, bytesThatDrip) {
    server.script(ServerScript().readRequest().drip("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 3, 2ms));
    const Attempt attempt = rig.get(server.url());
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.response->body.bytes(), "hello");
}

TEST_F(CurlResponse, headWithoutBody) {
    const Attempt attempt =
        answered("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n", {.method = "HEAD", .url = server.url()});
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.response->headers().value("Content-Length"), "1234");
    EXPECT_TRUE(attempt.response->body.isEmpty());
}

TEST_F(CurlResponse, statusesWithoutBody) {
    EXPECT_EQ(failureOf(answered("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")), "");
    EXPECT_EQ(failureOf(answered("HTTP/1.1 304 Not Modified\r\nConnection: close\r\nContent-Length: 99\r\n\r\n")), "");
    const Attempt odd = answered("HTTP/1.1 799 Unheard of\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(odd.status(), 799);
}

TEST_F(CurlResponse, anAnswerBeforeTheBodyIsSent) {
    server.script(ServerScript()
                      .readHead()
                      .send("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                      .pause(100ms));
    const Attempt attempt = rig.send({.method = "POST", .url = server.url(), .body = QByteArray(30'000'000, 'x')});
    EXPECT_EQ(attempt.status(), 413) << failureOf(attempt).toStdString();
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
}

TEST_F(CurlResponse, anUploadInChunksWhenTheUserSaysSo) {
    server.script(ServerScript().readHead().send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").hang());
    const Attempt attempt = rig.send({.method = "POST",
                                      .url = server.url(),
                                      .headers = {{"Transfer-Encoding", "chunked"}},
                                      .body = QByteArray("hello")});
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_FALSE(attempt.request.headers.contains("Content-Length"));
    ASSERT_TRUE(server.waitUntil([&] { return server.received().endsWith("0\r\n\r\n"); }))
        << server.received().toStdString();
    EXPECT_THAT(server.received().toStdString(), testing::EndsWith("\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
}

TEST_F(CurlResponse, aBodyOver16MiBGoesToAFile) {
    const qsizetype size = 20 * 1024 * 1024;
    QByteArray body(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        body[i] = static_cast<char>(i % 253);
    const Attempt attempt =
        answered("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n" + body);
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_TRUE(attempt.response->body.isSpilled());
    EXPECT_TRUE(attempt.response->body == http::Body(body));
}

TEST_F(CurlResponse, theConnectionIsDescribed) {
    server.script(ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    const Attempt first = rig.get("http://localhost:" + QByteArray::number(server.port()) + "/");
    const Attempt second = rig.get("http://localhost:" + QByteArray::number(server.port()) + "/");
    EXPECT_EQ(first.connection.remoteAddress, server.address());
    EXPECT_THAT(first.connection.localAddress.toStdString(), testing::MatchesRegex("127\\.0\\.0\\.1:[0-9]+"));
    EXPECT_FALSE(first.connection.reused);
    EXPECT_TRUE(first.timing.dns) << "localhost is a name";
    EXPECT_TRUE(first.timing.connect);
    EXPECT_TRUE(second.connection.reused);
    EXPECT_EQ(second.connection.localAddress, first.connection.localAddress);
    EXPECT_FALSE(second.timing.dns || second.timing.connect || second.timing.tls);
    EXPECT_TRUE(first.connection.tlsVersion.isEmpty());
}

TEST_F(CurlResponse, timesAreThoseOfTheServer) {
    server.script(ServerScript()
                      .readRequest()
                      .pause(60ms)
                      .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no")
                      .pause(40ms)
                      .send("k"));
    const Attempt attempt = rig.get(server.url());
    const auto& timing = attempt.timing;
    EXPECT_GE(*timing.wait, 55ms);
    EXPECT_LT(*timing.wait, 200ms);
    EXPECT_GE(*timing.receive, 35ms);
    EXPECT_LT(*timing.receive, 200ms);
    EXPECT_GE(timing.total, *timing.connect + *timing.send + *timing.wait + *timing.receive);
}

TEST_F(CurlResponse, manyAtOnceEachGetTheirOwn) {
    server.script(ServerScript().answerEach([](const QByteArray& request) {
        const QByteArray path = request.split(' ').value(1);
        return "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(path.size()) + "\r\n\r\n" + path;
    }));
    std::vector<std::unique_ptr<http::PendingAttempt>> pending;
    int right = 0;
    int ended = 0;
    for (int i = 0; i < 200; ++i) {
        const QByteArray path = "/" + QByteArray::number(i);
        pending.push_back(rig.transport.send({.url = server.url(path)}, [&, path](const Attempt& attempt) {
            ++ended;
            right += attempt.response && attempt.response->body.bytes() == path ? 1 : 0;
        }));
    }
    EXPECT_TRUE(test::runUntil(rig.loop, [&] { return ended == 200; }));
    EXPECT_EQ(right, 200);
    EXPECT_EQ(server.requests().size(), 200u);
}

} // namespace knockback
