// SPDX-License-Identifier: GPL-3.0-or-later
// What HTTP libraries like to do unasked: follow, decode, remember, read the environment.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

namespace knockback {

TEST(Redirect, isNotFollowed) {
    test::LoopbackServer server;
    server.script(
        test::ServerScript().answerEach("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));
    test::CurlRig rig;

    const http::Attempt attempt = rig.get(server.url());

    EXPECT_EQ(attempt.status(), 302);
    EXPECT_EQ(attempt.response->headers().value("Location"), "/elsewhere");
    EXPECT_EQ(server.requests().size(), 1u);
}

TEST(GzipBody, isNotDecoded) {
    const QByteArray coded = QByteArray::fromHex("1f8b08000000000000ffcb48cdc9c9070086a6103605000000");
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                                                  QByteArray::number(coded.size()) + "\r\n\r\n" + coded));
    test::CurlRig rig;

    const http::Attempt attempt = rig.send({.url = server.url(), .headers = {{"Accept-Encoding", "gzip"}}});

    EXPECT_EQ(test::failureOf(attempt), "");
    EXPECT_EQ(attempt.response->body.bytes(), coded);
    EXPECT_EQ(attempt.response->headers().value("content-length"), QByteArray::number(coded.size()));
    EXPECT_EQ(attempt.response->headers().value("content-encoding"), "gzip");
}

TEST(Cookies, areNotSentBack) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach("HTTP/1.1 200 OK\r\nSet-Cookie: id=1\r\nContent-Length: 0\r\n\r\n"));
    test::CurlRig rig;
    rig.get(server.url());
    rig.get(server.url());
    ASSERT_EQ(server.requests().size(), 2u);
    EXPECT_EQ(server.requests()[1].toLower().indexOf("cookie"), -1);
}

TEST(ProxyOfTheEnvironment, isNotUsed) {
    test::LoopbackServer proxy;
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    qputenv("http_proxy", proxy.url());
    qputenv("ALL_PROXY", proxy.url());
    {
        test::CurlRig rig;
        EXPECT_EQ(rig.get(server.url()).status(), 200);
    }
    qunsetenv("http_proxy");
    qunsetenv("ALL_PROXY");
    EXPECT_EQ(proxy.connections(), 0);
}

} // namespace knockback
