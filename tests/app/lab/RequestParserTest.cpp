// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/RequestParser.h"

#include <gtest/gtest.h>

namespace knockback::lab {
namespace {

using State = RequestParser::State;

// Feeds `stream` in pieces and returns the requests that came out; a bad stream ends it and leaves its status.
std::vector<LabRequest> parse(const QByteArray& stream, qsizetype piece, int* badStatus = nullptr) {
    RequestParser parser;
    std::vector<LabRequest> requests;
    QByteArray input;
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        input += stream.mid(at, piece);
        for (;;) {
            const auto progress = parser.feed(input);
            input.remove(0, progress.consumed);
            if (progress.state == State::Bad) {
                if (badStatus)
                    *badStatus = progress.status;
                return requests;
            }
            if (progress.state == State::Incomplete)
                break;
            requests.push_back(parser.take());
        }
    }
    return requests;
}

TEST(RequestParser, SameRequestsHoweverTheBytesArrive) {
    const QByteArray stream =
        "GET /a?b=c HTTP/1.1\r\nHost: lab\r\nX-Two: 1\r\nx-two: 2\r\n\r\n"
        "POST /b HTTP/1.1\r\nHost: lab\r\nContent-Length: 5\r\n\r\nhello"
        "POST /c HTTP/1.1\r\nHost: lab\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
        "GET /d HTTP/1.0\r\n\r\n";
    for (qsizetype piece = 1; piece <= stream.size(); ++piece) {
        const auto requests = parse(stream, piece);
        ASSERT_EQ(requests.size(), 4U) << piece;
        EXPECT_EQ(requests[0].target, "/a?b=c");
        EXPECT_EQ(requests[0].headers.values("X-Two"), (std::vector<QByteArray>{"1", "2"}));
        EXPECT_EQ(requests[0].headers.at(1).name, "X-Two") << "case is kept";
        EXPECT_EQ(requests[1].method, "POST");
        EXPECT_EQ(requests[1].body, "hello");
        EXPECT_EQ(requests[2].body, "abcde");
        EXPECT_TRUE(requests[2].keepAlive);
        EXPECT_TRUE(requests[3].http10);
        EXPECT_FALSE(requests[3].keepAlive);
    }
}

TEST(RequestParser, NonsenseIsRefusedWithTheRightStatus) {
    const auto statusOf = [](const QByteArray& stream) {
        int status = 0;
        EXPECT_TRUE(parse(stream, 4096, &status).empty());
        return status;
    };
    EXPECT_EQ(statusOf("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 and so on\r\n\r\n"), 400) << "TLS";
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\nHost lab\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("GET / HTTP/1.1\r\nContent-Length: 5x\r\n\r\n"), 400);
    EXPECT_EQ(statusOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
    EXPECT_EQ(statusOf("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"), 413);
}

TEST(RequestParser, HeadersAreBounded) {
    const QByteArray large = "GET / HTTP/1.1\r\nHost: lab\r\nX: " + QByteArray(RequestParser::headerLimit, 'x');
    for (const qsizetype piece : {qsizetype{100}, qsizetype{8192}, large.size()}) {
        int status = 0;
        parse(large, piece, &status);
        EXPECT_EQ(status, 431) << piece;
    }
    const QByteArray fits = "GET / HTTP/1.1\r\nHost: lab\r\nX: " + QByteArray(16 * 1024, 'x') + "\r\n\r\n";
    EXPECT_EQ(parse(fits, 1000).size(), 1U);
}

TEST(RequestParser, SaysOnceThatTheClientWaitsForContinue) {
    RequestParser parser;
    const QByteArray head = "POST / HTTP/1.1\r\nHost: lab\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    EXPECT_FALSE(parser.wantsContinue());
    EXPECT_EQ(parser.feed(head).state, State::Incomplete);
    EXPECT_TRUE(parser.wantsContinue());
    EXPECT_FALSE(parser.wantsContinue()) << "once";
    EXPECT_EQ(parser.feed("ok").state, State::Complete);
    EXPECT_EQ(parser.take().body, "ok");
}

} // namespace
} // namespace knockback::lab
