// SPDX-License-Identifier: GPL-3.0-or-later
// libcurl (and QNetworkAccessManager, without a word) sends a request again when a kept connection dies under it.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

namespace knockback {

namespace {

const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

class SecondSendOnDroppedConnection : public testing::TestWithParam<QByteArray> {};

TEST_P(SecondSendOnDroppedConnection, isRefusedAndSaid) {
    test::LoopbackServer server;
    server.script(test::ServerScript().readRequest().send(ok).readRequest());
    server.script(test::ServerScript().answerEach(ok));
    test::CurlRig rig;
    ASSERT_EQ(rig.get(server.url()).status(), 200);

    http::Request request{.method = GetParam(), .url = server.url("/pay")};
    if (GetParam() == "POST")
        request.body = QByteArray("pay=100");
    const http::Attempt attempt = rig.send(request);

    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, http::FailureKind::RemoteHostClosed);
    EXPECT_EQ(attempt.failure->phase, http::Phase::Read);
    EXPECT_THAT(attempt.failure->detail.toStdString(), testing::HasSubstr("kept-alive connection died"));
    EXPECT_THAT(attempt.failure->detail.toStdString(), testing::HasSubstr("not resent"));
    EXPECT_FALSE(attempt.response);
    EXPECT_TRUE(attempt.connection.reused);
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
    EXPECT_EQ(server.requests().size(), 2u);
    EXPECT_EQ(server.connections(), 1) << "not even a connection is opened for a second send";
}

INSTANTIATE_TEST_SUITE_P(Methods, SecondSendOnDroppedConnection, testing::Values("GET", "POST"),
                         [](const auto& method) { return method.param.toStdString(); });

// The other half: a large body, of which a part is on the wire when the connection dies.
TEST(SecondSendOnDroppedUpload, isRefusedAndSaid) {
    test::LoopbackServer server;
    server.script(test::ServerScript().readRequest().send(ok).readHead().reset());
    server.script(test::ServerScript().answerEach(ok));
    test::CurlRig rig;
    ASSERT_EQ(rig.get(server.url()).status(), 200);

    const http::Attempt attempt =
        rig.send({.method = "POST", .url = server.url("/pay"), .body = QByteArray(8 * 1024 * 1024, 'x')});

    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, http::FailureKind::RemoteHostClosed);
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
    EXPECT_EQ(server.connections(), 1);
}

// A connection that had died before anything was written to it cost nothing, so the one send may use a new connection.
TEST(DeadConnectionBeforeTheSend, isReplacedAndTheRequestGoesOutOnce) {
    test::LoopbackServer server;
    server.script(test::ServerScript().readRequest().send(ok));
    server.script(test::ServerScript().answerEach(ok));
    test::CurlRig rig;
    ASSERT_EQ(rig.get(server.url()).status(), 200);
    test::runFor(rig.loop, base::Milliseconds(50)); // the close arrives

    const http::Attempt attempt = rig.send({.method = "POST", .url = server.url(), .body = QByteArray("pay=100")});

    EXPECT_EQ(test::failureOf(attempt), "");
    EXPECT_FALSE(attempt.connection.reused);
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
    EXPECT_EQ(server.requests().size(), 2u);
}

} // namespace

} // namespace knockback
