// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/MessageHead.h"

namespace knockback {

using http::HeaderList;

TEST(MessageHead, keepsOrderCaseDuplicatesAndEmptyFields) {
    EXPECT_EQ(http::parseFieldLines("B: 2\r\na:1\r\nB: 3\r\nEmpty:\r\nA: 1\r\n"),
              (HeaderList{{"B", "2"}, {"a", "1"}, {"B", "3"}, {"Empty", ""}, {"A", "1"}}));
}

TEST(MessageHead, forgivesOddWhiteSpaceAndLineEnds) {
    EXPECT_EQ(http::parseFieldLines("A :\t 1 \t\r\nB:2\nC: a: b\r\nno colon\r\n"),
              (HeaderList{{"A", "1"}, {"B", "2"}, {"C", "a: b"}, {"no colon", ""}}));
}

TEST(MessageHead, unfoldsContinuedLines) {
    EXPECT_EQ(http::parseFieldLines("A: 1\r\n  2\r\n\t3\r\nB:\r\n later\r\n"),
              (HeaderList{{"A", "1 2 3"}, {"B", "later"}}));
    EXPECT_EQ(http::parseFieldLines(" first\r\nA: 1\r\n"), (HeaderList{{"first", ""}, {"A", "1"}}));
}

TEST(MessageHead, readsStatusLines) {
    const auto head = http::parseResponseHead("HTTP/1.1 404 Not  Found \r\nA: 1\r\n\r\n");
    EXPECT_EQ(head.version, "HTTP/1.1");
    EXPECT_EQ(head.status, 404);
    EXPECT_EQ(head.reason, "Not  Found");
    EXPECT_EQ(head.headers, (HeaderList{{"A", "1"}}));
    EXPECT_EQ(head.raw, "HTTP/1.1 404 Not  Found \r\nA: 1\r\n\r\n");

    const auto bare = http::parseResponseHead("HTTP/2 200\r\n\r\n");
    EXPECT_EQ(bare.version, "HTTP/2");
    EXPECT_EQ(bare.status, 200);
    EXPECT_EQ(bare.reason, "");
    EXPECT_TRUE(bare.headers.isEmpty());
}

TEST(MessageHead, nonsenseIsNoStatus) {
    for (const char* text : {"", "\r\n", "HTTP/1.1", "HTTP/1.1 abc\r\n", " \r\n", ":::\n:"})
        EXPECT_EQ(http::parseResponseHead(text).status, 0) << text;
}

TEST(MessageHead, requestFieldsLeaveOutTheRequestLine) {
    EXPECT_EQ(http::requestFields("GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n"), (HeaderList{{"Host", "a"}, {"X", ""}}));
    EXPECT_TRUE(http::requestFields("GET / HTTP/1.1\r\n\r\n").isEmpty());
}

} // namespace knockback
