// SPDX-License-Identifier: GPL-3.0-or-later
// libcurl 7.88 waits for ever over HTTP/2 when the answer is complete before a body of more than 64 KB is sent.
#include "tests/support/CurlRig.h"
#include "tests/support/Http2Peer.h"

#include <atomic>

#include <ctime>

namespace knockback {

namespace {

using namespace std::chrono_literals;
using test::Http2Peer;

struct Early {
    const char* name;
    bool length; // says its Content-Length
    const char* body;
    bool apart; // the body comes later, in a packet of its own
    int reset;  // RST_STREAM after all, in a packet of its own; -1 = none
};

// A server that answers at the head of the request and takes no more than the first window of its body.
test::ServerScript answerAtTheHead(const Early& how) {
    return test::http2Script([how](Http2Peer& peer) {
        peer.givesCredit = false;
        const auto request = peer.nextHead();
        http::HeaderList fields{{":status", "413"}};
        const QByteArray body = how.body;
        // A reset must find the client waiting, with the answer read.
        if (how.reset >= 0 && !peer.waitForBody(request->stream, 65'535))
            return;
        if (how.length)
            fields.append("content-length", QByteArray::number(body.size()));
        peer.sendHead(request->stream, fields, body.isEmpty());
        if (how.apart)
            peer.pause(50ms);
        if (!body.isEmpty())
            peer.sendData(request->stream, body, true);
        if (how.reset >= 0) {
            peer.pause(300ms);
            peer.sendReset(request->stream, how.reset);
        }
        peer.readToEnd();
    });
}

http::Request largeUpload(const test::LoopbackServer& server) {
    http::Request request{.method = "POST", .url = server.url(), .body = QByteArray(300'000, 'x')};
    request.options.version = http::HttpVersionChoice::Http2;
    request.options.timeout = 8s;
    return request;
}

class Http2EarlyAnswer : public testing::TestWithParam<Early> {};

} // namespace

TEST_P(Http2EarlyAnswer, isTaken) {
    test::LoopbackServer server;
    server.script(answerAtTheHead(GetParam()));
    test::CurlRig rig;

    const http::Attempt attempt = rig.send(largeUpload(server));

    EXPECT_EQ(test::failureOf(attempt).toStdString(), "");
    ASSERT_EQ(attempt.status(), 413);
    EXPECT_EQ(attempt.response->body.bytes(), GetParam().body);
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
    EXPECT_LT(attempt.timing.total, GetParam().length ? 1s : 4s);
}

INSTANTIATE_TEST_SUITE_P(Ways, Http2EarlyAnswer,
                         testing::Values(Early{"withLength", true, "too large", false, -1},
                                         Early{"inPieces", true, "too large", true, -1},
                                         Early{"withoutLength", false, "too large", false, -1},
                                         Early{"withoutLengthInPieces", false, "too large", true, -1},
                                         Early{"withoutBody", true, "", false, -1},
                                         Early{"withoutBodyAndLength", false, "", false, -1},
                                         Early{"thenReset", true, "too large", false, 0},
                                         Early{"thenResetWithoutLength", false, "too large", false, 0},
                                         Early{"withoutBodyThenReset", true, "", false, 0}),
                         [](const auto& way) { return std::string(way.param.name); });

// A success may be early too, with the rest of the upload still wanted.
TEST(Http2EarlySuccess, doesNotEndTheUpload) {
    test::LoopbackServer server;
    std::atomic<qsizetype> uploaded = 0;
    server.script(test::http2Script([&](Http2Peer& peer) {
        const auto head = peer.nextHead();
        peer.sendHead(head->stream, {{":status", "200"}}, false);
        const auto whole = peer.nextRequest();
        uploaded = whole->body.size();
        peer.sendData(head->stream, "thanks", true);
        peer.readToEnd();
    }));
    test::CurlRig rig;
    const http::Attempt attempt = rig.send(largeUpload(server));
    EXPECT_EQ(test::failureOf(attempt).toStdString(), "");
    EXPECT_EQ(attempt.response->body.bytes(), "thanks");
    EXPECT_EQ(uploaded, 300'000);
}

// With the reset in the same packet the library may drop the answer with the stream, when it tries to send before it
// looks at what came. Nothing can be done about that from outside, but it is said.
TEST(Http2EarlyAnswerWithItsReset, isTakenOrSaidToBeLost) {
    test::LoopbackServer server;
    server.script(test::http2Script([](Http2Peer& peer) {
        peer.givesCredit = false;
        const auto request = peer.nextHead();
        if (!peer.waitForBody(request->stream, 65'535))
            return;
        peer.pause(50ms);
        peer.sendHead(request->stream, {{":status", "413"}, {"content-length", "0"}}, true);
        peer.sendReset(request->stream, 0);
        peer.readToEnd();
    }));
    test::CurlRig rig;
    const http::Attempt attempt = rig.send(largeUpload(server));
    if (attempt.failure)
        EXPECT_THAT(test::failureOf(attempt).toStdString(),
                    testing::MatchesRegex("remote_host_closed: phase=(send|read); the server .* the HTTP/2 stream.*"));
    else
        EXPECT_EQ(attempt.status(), 413);
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
}

// A server that grants no room for a while: the library asks all the time whether the socket is writable, which it is.
TEST(Http2WithoutRoom, costsNoProcessorTime) {
    test::LoopbackServer server;
    server.script(test::http2Script([](Http2Peer& peer) {
        peer.givesCredit = false;
        static_cast<void>(peer.nextHead());
        peer.readToEnd();
    }));
    test::CurlRig rig;
    http::Request request = largeUpload(server);
    request.options.timeout = 1s;
    const auto threadTime = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    };
    const auto before = threadTime();

    const http::Attempt attempt = rig.send(request);

    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, http::FailureKind::Timeout);
    EXPECT_LT(threadTime() - before, 350ms) << "of one second that passed";
    RecordProperty("cpuMs", static_cast<int>(
                                std::chrono::duration_cast<std::chrono::milliseconds>(threadTime() - before).count()));
}

} // namespace knockback
