// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a name's addresses is used: by family, and by override.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

namespace knockback {

using http::AddressFamily;
using http::Attempt;
using test::failureOf;
using test::LoopbackServer;
using test::ServerScript;

namespace {

const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// A server on one address of "localhost", which has one of each family.
class CurlFamily : public testing::TestWithParam<bool> {
protected:
    CurlFamily() : server({.v6 = GetParam()}) { server.script(ServerScript().answerEach(ok)); }
    Attempt get(AddressFamily family) {
        http::Request request{.url = "http://localhost:" + QByteArray::number(server.port()) + "/"};
        request.options.family = family;
        return rig.send(request);
    }
    AddressFamily mine = GetParam() ? AddressFamily::V6 : AddressFamily::V4;
    AddressFamily other = GetParam() ? AddressFamily::V4 : AddressFamily::V6;
    LoopbackServer server;
    test::CurlRig rig;
};

} // namespace

TEST_P(CurlFamily, itsOwnReachesIt) {
    const Attempt attempt = get(mine);
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.connection.remoteAddress, server.address());
}

TEST_P(CurlFamily, theOtherIsNotTried) {
    const Attempt attempt = get(other);
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, http::FailureKind::ConnectionRefused) << failureOf(attempt).toStdString();
    EXPECT_TRUE(attempt.failure->detail.contains(other == AddressFamily::V6 ? QLatin1String("addr=[::1]:")
                                                                            : QLatin1String("addr=127.0.0.1:")))
        << failureOf(attempt).toStdString();
    EXPECT_EQ(server.connections(), 0);
}

TEST_P(CurlFamily, anyFallsBackToTheOneThatAnswers) {
    const Attempt attempt = get(AddressFamily::Any);
    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.connection.remoteAddress, server.address());
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
}

TEST_P(CurlFamily, aKeptConnectionOfTheOtherIsNotUsed) {
    ASSERT_EQ(failureOf(get(AddressFamily::Any)), "");
    EXPECT_NE(failureOf(get(other)), "");
    EXPECT_EQ(failureOf(get(mine)), "");
    EXPECT_EQ(failureOf(get(AddressFamily::Any)), "") << "nothing of the choice before is left";
}

INSTANTIATE_TEST_SUITE_P(Localhost, CurlFamily, testing::Bool(),
                         [](const auto& v6) { return std::string(v6.param ? "v6" : "v4"); });

TEST(AddressOverride, leadsThereAndKeepsTheName) {
    LoopbackServer server;
    server.script(ServerScript().answerEach(ok));
    test::CurlRig rig;
    const QByteArray port = QByteArray::number(server.port());
    http::Request request{.url = "http://api.example:" + port + "/"};
    request.options.resolve = {"other.example:" + port + ":192.0.2.1", "api.example:" + port + ":127.0.0.1"};

    const Attempt attempt = rig.send(request);

    EXPECT_EQ(failureOf(attempt), "");
    EXPECT_EQ(attempt.connection.remoteAddress, server.address());
    EXPECT_TRUE(server.received().contains("\r\nHost: api.example:" + port + "\r\n"));
    EXPECT_FALSE(attempt.timing.dns) << "nothing was looked up";
}

TEST(AddressOverride, mayBeIpv6OrForEveryHost) {
    LoopbackServer server(test::ServerKind{.v6 = true});
    server.script(ServerScript().answerEach(ok));
    test::CurlRig rig;
    const QByteArray port = QByteArray::number(server.port());
    http::Request request{.url = "http://api.example:" + port + "/"};
    request.options.resolve = {"*:" + port + ":[::1]"};
    EXPECT_EQ(failureOf(rig.send(request)), "");
    EXPECT_TRUE(server.received().contains("\r\nHost: api.example:" + port + "\r\n"));
}

TEST(AddressOverride, isForgottenAfterItsRequest) {
    LoopbackServer server;
    server.script(ServerScript().answerEach(ok));
    test::CurlRig rig;
    const QByteArray port = QByteArray::number(server.port());
    http::Request request{.url = "http://no-such-host.invalid:" + port + "/"};
    request.options.resolve = {"no-such-host.invalid:" + port + ":127.0.0.1"};
    EXPECT_EQ(failureOf(rig.send(request)), "");
    request.options.resolve.clear();
    EXPECT_EQ(failureOf(rig.send(request)), "host_not_found: phase=dns; host=no-such-host.invalid");
}

TEST(AddressOverride, namesTheServerToTls) {
    const auto certificate = test::TestCertificate::make({.subjectAltNames = "DNS:other.example"});
    LoopbackServer server(certificate);
    test::CurlRig rig;
    const QByteArray port = QByteArray::number(server.port());
    http::Request request{.url = "https://api.example:" + port + "/"};
    request.options.resolve = {"api.example:" + port + ":127.0.0.1"};
    const Attempt attempt = rig.send(request);
    ASSERT_TRUE(attempt.failure);
    EXPECT_EQ(attempt.failure->kind, http::FailureKind::SslHandshakeFailed);
}

} // namespace knockback
