// SPDX-License-Identifier: GPL-3.0-or-later
// libcurl reports success and status 200 for a response whose head broke off.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

namespace knockback {

namespace {

class TruncatedHead : public testing::TestWithParam<QByteArray> {};

TEST_P(TruncatedHead, isAFailureWithoutResponse) {
    test::LoopbackServer server;
    server.script(test::ServerScript().readRequest().send(GetParam()));
    test::CurlRig rig;

    const http::Attempt attempt = rig.get(server.url());

    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, http::FailureKind::RemoteHostClosed);
    EXPECT_EQ(attempt.failure->phase, http::Phase::Read);
    EXPECT_FALSE(attempt.response);
    EXPECT_EQ(attempt.status(), 0);
    EXPECT_EQ(server.requests().size(), 1u);
    EXPECT_EQ(server.connections(), 1);
}

INSTANTIATE_TEST_SUITE_P(Cuts, TruncatedHead,
                         testing::Values("", "HTT", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\n",
                                         "HTTP/1.1 200 OK\r\nContent-Length: 0",
                                         "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
                                         "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r",
                                         "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"));

} // namespace

} // namespace knockback
