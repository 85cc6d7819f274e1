// SPDX-License-Identifier: GPL-3.0-or-later
// OpenSSL raises SIGPIPE when it says goodbye to a peer that is gone; the default ends the program without a word.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

#include <csignal>

namespace knockback {

using namespace std::chrono_literals;

TEST(BrokenPipe, doesNotEndTheProgram) {
    test::CurlRig rig;
    struct sigaction present {};
    ASSERT_EQ(::sigaction(SIGPIPE, nullptr, &present), 0);
    EXPECT_EQ(present.sa_handler, SIG_IGN);
}

TEST(BrokenPipe, aKeptTlsConnectionThatWasResetIsReplaced) {
    const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    test::LoopbackServer server(test::TestCertificate::make());
    server.script(test::ServerScript().readRequest().send(ok).pause(150ms).reset());
    server.script(test::ServerScript().answerEach(ok));
    test::CurlRig rig;
    http::Request request{.url = server.url()};
    request.options.verifyTls = false;
    EXPECT_EQ(rig.send(request).status(), 200);
    test::runFor(rig.loop, 300ms);
    const http::Attempt second = rig.send(request);
    EXPECT_EQ(test::failureOf(second), "");
    EXPECT_FALSE(second.connection.reused);
}

} // namespace knockback
