// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that take their time: what came can be read before the rest does.
#include "tests/support/CurlRig.h"
#include "tests/support/Http2Peer.h"
#include "tests/support/LoopbackConnection.h"
#include "tests/support/StreamTap.h"

#include <thread>

namespace knockback {

using http::Attempt;
using http::Body;
using http::FailureKind;
using http::Phase;
using test::failureOf;
using test::LoopbackServer;
using namespace std::chrono_literals;

namespace {

class CurlStream : public testing::Test {
protected:
    void start(http::Request request = {}) {
        request.url = server.url();
        request.options.timeout.reset();
        pending = rig.transport.send(request, [this](Attempt attempt) { end = std::move(attempt); },
                                     {.headReceived = [this](const http::ResponseHead& head) { status = head.status; },
                                      .bodyStarted = [this](Body started) { body = std::move(started); }});
    }
    bool waitForBytes(qint64 size) {
        return test::runUntil(rig.loop, [&] { return body.size() == size; });
    }
    bool waitForEnd() {
        return test::runUntil(rig.loop, [this] { return end.has_value(); });
    }

    LoopbackServer server;
    test::CurlRig rig;
    std::shared_ptr<test::StreamTap> tap = std::make_shared<test::StreamTap>();
    std::unique_ptr<http::PendingAttempt> pending;
    int status = 0;
    Body body;
    std::optional<Attempt> end;
};

// Both ways in which HTTP/1.1 ends a body of unknown length.
class FramedStream : public CurlStream, public testing::WithParamInterface<bool> {};

} // namespace

TEST_P(FramedStream, eachEventCanBeReadBeforeTheNext) {
    server.script(test::streamScript(tap, "text/event-stream", GetParam()));
    start();
    ASSERT_TRUE(test::runUntil(rig.loop, [this] { return status == 200; })) << "the head is told before any body";
    EXPECT_TRUE(body.isEmpty());
    QByteArray expected;
    for (const QByteArray data : {"one", "two", "three"}) {
        tap->pushEvent(data);
        expected += "data: " + data + "\n\n";
        ASSERT_TRUE(waitForBytes(expected.size()));
        EXPECT_EQ(body.bytes(), expected);
        EXPECT_FALSE(end) << "the answer is not over";
    }
    tap->end();
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(failureOf(*end), "");
    EXPECT_EQ(end->response->body.bytes(), expected);
    EXPECT_EQ(end->response->body, body);
}

INSTANTIATE_TEST_SUITE_P(Framings, FramedStream, testing::Bool(),
                         [](const auto& chunked) { return std::string(chunked.param ? "chunked" : "untilClose"); });

TEST_F(CurlStream, anEventMayComeInPieces) {
    server.script(test::streamScript(tap, "text/event-stream", true));
    start();
    for (const QByteArray piece : {"da", "ta: o", "ne\n", "\n"})
        tap->push(piece);
    ASSERT_TRUE(waitForBytes(11));
    EXPECT_EQ(body.bytes(), "data: one\n\n");
}

// The view reads on its own thread while the engine appends.
TEST_F(CurlStream, isReadByAnotherThreadWhileItGrows) {
    server.script(test::streamScript(tap, "application/octet-stream", true));
    start();
    tap->push("0000000000");
    ASSERT_TRUE(waitForBytes(10));
    constexpr int pieces = 3000;
    bool wellFormed = true;
    std::thread reader([growing = body, &wellFormed] {
        for (qint64 seen = 0; seen < 10 * (pieces + 1);) {
            const qint64 size = growing.size();
            const QByteArray news = growing.read(seen, size - seen);
            for (qsizetype i = 0; i < news.size(); ++i)
                wellFormed = wellFormed && news[i] == static_cast<char>('0' + (seen + i) / 10 % 10);
            seen = size;
        }
    });
    for (int i = 1; i <= pieces; ++i)
        tap->push(QByteArray(10, static_cast<char>('0' + i % 10)));
    tap->end();
    EXPECT_TRUE(waitForEnd());
    reader.join();
    EXPECT_TRUE(wellFormed);
}

TEST_F(CurlStream, aSilentOneIsWaitedForWithoutATimeout) {
    server.script(test::streamScript(tap, "text/event-stream", true));
    http::Request request;
    request.options.connectTimeout = 100ms;
    start(request);
    tap->pushEvent("hello");
    ASSERT_TRUE(waitForBytes(13));
    test::runFor(rig.loop, 400ms);
    EXPECT_FALSE(end) << "the limit for connecting is not one for the answer";
    tap->end();
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(failureOf(*end), "");
    EXPECT_GE(end->timing.total, 400ms);
}

TEST_F(CurlStream, oneThatBreaksOffKeepsItsEvents) {
    server.script(test::ServerScript()
                      .readRequest()
                      .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\ndata: hello\n\n\r\n")
                      .then([tap = tap](test::LoopbackConnection& connection) {
                          while (!tap->take())
                              if (!connection.pause(2ms))
                                  return false;
                          return true;
                      })
                      .reset());
    start();
    ASSERT_TRUE(waitForBytes(13));
    tap->end();
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(failureOf(*end), "content_truncated: phase=body; status=200; received=13; connection reset by peer");
    EXPECT_EQ(end->response->body.bytes(), "data: hello\n\n");
}

TEST_F(CurlStream, aCancelledOneKeepsItsEvents) {
    server.script(test::streamScript(tap, "text/event-stream", true));
    start();
    tap->pushEvent("hello");
    ASSERT_TRUE(waitForBytes(13));
    pending->cancel();
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(failureOf(*end), "cancelled: phase=body");
    EXPECT_EQ(end->response->body.bytes(), "data: hello\n\n");
}

TEST_F(CurlStream, overHttp2Too) {
    server.script(test::http2Script([this](test::Http2Peer& peer) {
        const auto request = peer.nextRequest();
        peer.sendHead(request->stream, {{":status", "200"}, {"content-type", "text/event-stream"}}, false);
        for (;;) {
            const auto piece = tap->take();
            if (piece)
                peer.sendData(request->stream, *piece, piece->isEmpty());
            if (piece && piece->isEmpty())
                return peer.readToEnd();
            if (!piece && !peer.pause(2ms))
                return;
        }
    }));
    http::Request request;
    request.options.version = http::HttpVersionChoice::Http2;
    start(request);
    for (int i = 1; i <= 3; ++i) {
        tap->pushEvent("tick");
        ASSERT_TRUE(waitForBytes(12 * i));
        EXPECT_FALSE(end);
    }
    tap->end();
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(failureOf(*end).toStdString(), "");
    EXPECT_EQ(end->response->body.size(), 36);
}

} // namespace knockback
