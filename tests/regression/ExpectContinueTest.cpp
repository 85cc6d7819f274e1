// SPDX-License-Identifier: GPL-3.0-or-later
// libcurl adds "Expect: 100-continue" to bodies over 1 MB and waits a second for servers that do not know it.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

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

} // namespace knockback
