// SPDX-License-Identifier: GPL-3.0-or-later
// QNetworkAccessManager connects a second time when a server accepts and closes at once, and reports one attempt.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

namespace knockback {

TEST(ClosedAtOnce, isOneConnectionAndOneFailure) {
    for (const bool reset : {false, true}) {
        test::LoopbackServer server;
        server.script(reset ? test::ServerScript().reset() : test::ServerScript());
        test::CurlRig rig;

        const http::Attempt attempt = rig.get(server.url());

        ASSERT_TRUE(attempt.failure);
        EXPECT_EQ(attempt.failure->kind, http::FailureKind::RemoteHostClosed) << test::failureOf(attempt).toStdString();
        EXPECT_FALSE(attempt.response);
        EXPECT_LE(attempt.connection.requestsOnWire, 1);
        test::runFor(rig.loop, std::chrono::milliseconds(50));
        EXPECT_EQ(server.connections(), 1);
    }
}

} // namespace knockback
