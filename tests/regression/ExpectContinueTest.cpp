// SPDX-License-Identifier: GPL-3.0-or-later
// libcurl adds "Expect: 100-continue" to bodies over 1 MB and waits a second for servers that do not know it.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackConnection.h"

namespace knockback {

TEST(ExpectContinue, isNeverAddedToALargeBody) {
    test::LoopbackServer server;
    server.script(test::ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    test::CurlRig rig;
    QByteArray body(2 * 1024 * 1024, Qt::Uninitialized);
    for (qsizetype i = 0; i < body.size(); ++i)
        body[i] = static_cast<char>(i * 31 % 251);

    const http::Attempt attempt = rig.send({.method = "POST", .url = server.url(), .body = body});

    EXPECT_EQ(attempt.status(), 200);
    EXPECT_FALSE(attempt.request.headers.contains("Expect"));
    EXPECT_EQ(attempt.request.headers.value("Content-Length"), QByteArray::number(body.size()));
    ASSERT_EQ(server.requests().size(), 1u);
    EXPECT_EQ(server.requests().front(), attempt.sentHead + body);
    EXPECT_LT(attempt.timing.total, base::Milliseconds(900)) << "a second is what the wait would cost";
}

// What the user writes is another matter: it is sent, and the server's word is waited for.
TEST(ExpectContinue, ofTheUserIsKeptTo) {
    test::LoopbackServer server;
    server.script(test::ServerScript()
                      .readHead()
                      .send("HTTP/1.1 100 Continue\r\n\r\n")
                      .then([](test::LoopbackConnection& connection) { return connection.readBytes(5) == "hello"; })
                      .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    test::CurlRig rig;

    const http::Attempt attempt = rig.send(
        {.method = "POST", .url = server.url(), .headers = {{"Expect", "100-continue"}}, .body = QByteArray("hello")});

    EXPECT_EQ(attempt.status(), 200) << test::failureOf(attempt).toStdString();
    ASSERT_EQ(attempt.response->informational.size(), 1u);
    EXPECT_EQ(attempt.response->informational[0].status, 100);
    EXPECT_LT(attempt.timing.total, base::Milliseconds(900));
}

TEST(ExpectContinue, ofTheUserSparesTheBodyWhenTheServerRefuses) {
    test::LoopbackServer server;
    server.script(
        test::ServerScript().readHead().send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n").hang());
    test::CurlRig rig;

    const http::Attempt attempt = rig.send(
        {.method = "POST", .url = server.url(), .headers = {{"Expect", "100-continue"}}, .body = QByteArray("hello")});

    EXPECT_EQ(attempt.status(), 417) << test::failureOf(attempt).toStdString();
    EXPECT_EQ(attempt.connection.requestsOnWire, 1) << "the library would send again without the header";
    test::runFor(rig.loop, base::Milliseconds(50));
    EXPECT_EQ(server.connections(), 1);
    EXPECT_FALSE(server.received().endsWith("hello"));
}

} // namespace knockback
