// SPDX-License-Identifier: GPL-3.0-or-later
// QNetworkAccessManager takes a 103 for the final answer and loses the 200 that follows.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

namespace knockback {

TEST(EarlyHints, areKeptBesideTheFinalAnswer) {
    test::LoopbackServer server;
    server.script(test::ServerScript()
                      .readRequest()
                      .send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
                            "HTTP/1.1 103 Early Hints\r\nLink: </b.css>; rel=preload\r\n\r\n")
                      .pause(std::chrono::milliseconds(20))
                      .send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Final: yes\r\n\r\nhello"));
    test::CurlRig rig;
    int heads = 0;

    const http::Attempt attempt = rig.send({.url = server.url()}, {.headReceived = [&](const http::ResponseHead& head) {
                                               ++heads;
                                               EXPECT_EQ(head.status, 200);
                                           }});

    EXPECT_EQ(test::failureOf(attempt), "");
    ASSERT_EQ(attempt.status(), 200);
    EXPECT_EQ(heads, 1);
    EXPECT_EQ(attempt.response->headers(), (http::HeaderList{{"Content-Length", "5"}, {"X-Final", "yes"}}));
    EXPECT_EQ(attempt.response->body.bytes(), "hello");
    ASSERT_EQ(attempt.response->informational.size(), 2u);
    EXPECT_EQ(attempt.response->informational[0].status, 103);
    EXPECT_EQ(attempt.response->informational[1].headers.value("link"), "</b.css>; rel=preload");
}

} // namespace knockback
