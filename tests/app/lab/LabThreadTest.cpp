// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LabThread.h"
#include "tests/app/lab/WireClient.h"

#include <QUrl>

#include <unistd.h>

namespace knockback::lab {
namespace {

Scenario builtIn(const QString& name) {
    auto scenario = Scenario::loadBuiltIn(name);
    EXPECT_TRUE(scenario.ok()) << (scenario.ok() ? "" : scenario.error().sentence.toStdString());
    return scenario.value();
}

TEST(LabThread, ServesUntilStoppedAndCounts) {
    LabThread lab;
    const auto url = lab.start(builtIn(QStringLiteral("fixed-window")));
    ASSERT_TRUE(url.ok());
    EXPECT_TRUE(url->startsWith("http://127.0.0.1:"));
    {
        WireClient client(*url);
        EXPECT_EQ(client.get("/items").status, 200);
        EXPECT_EQ(client.get("/nowhere").status, 404);
    }
    EXPECT_EQ(lab.requestsServed(), 2U);
    lab.stop();
    EXPECT_FALSE(lab.isRunning());
    EXPECT_NE(WireClient(*url).lastError(), 0) << "nobody listens any more";
    EXPECT_EQ(lab.requestsServed(), 2U) << "the count outlives the server";
}

TEST(LabThread, StartsAnewWithFreshCounters) {
    LabThread lab;
    for (int round = 0; round < 3; ++round) {
        const auto url = lab.start(builtIn(QStringLiteral("fixed-window")));
        ASSERT_TRUE(url.ok());
        WireClient client(*url);
        EXPECT_EQ(client.get("/items").headers.value("RateLimit"), "\"default\";r=9;t=5");
        EXPECT_EQ(lab.requestsServed(), 1U);
    }
}

TEST(LabThread, SaysThatAPortIsTaken) {
    LabThread first;
    LabThread second;
    const auto url = first.start(builtIn(QStringLiteral("geo-lock")));
    ASSERT_TRUE(url.ok());
    const auto port = static_cast<quint16>(QUrl(QString::fromLatin1(*url)).port());
    const auto refused = second.start(builtIn(QStringLiteral("geo-lock")), port);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, LabErrorKind::PortTaken);
    EXPECT_THAT(refused.error().sentence.toStdString(), testing::HasSubstr(std::to_string(port)));
    EXPECT_FALSE(second.isRunning());
    EXPECT_TRUE(second.start(builtIn(QStringLiteral("geo-lock"))).ok()) << "it can still be started elsewhere";
}

TEST(LabThread, SaysThatAPortNeedsRights) {
    const LabError error = listenProblem(QAbstractSocket::SocketAccessError, 80, QStringLiteral("EACCES"));
    EXPECT_EQ(error.kind, LabErrorKind::PortForbidden);
    EXPECT_THAT(error.sentence.toStdString(), testing::HasSubstr("127.0.0.1:80"));
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may listen everywhere";
    LabThread lab;
    const auto refused = lab.start(builtIn(QStringLiteral("geo-lock")), 81);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, LabErrorKind::PortForbidden);
}

TEST(LabThread, EndsWhileClientsAreConnected) {
    LabThread lab;
    const auto url = lab.start(builtIn(QStringLiteral("fixed-window")));
    ASSERT_TRUE(url.ok());
    WireClient idle(*url);
    WireClient halfway(*url);
    halfway.send("GET /items HT");
    EXPECT_EQ(idle.get("/items").status, 200);
    lab.stop();
    EXPECT_TRUE(idle.atEnd());
}

} // namespace
} // namespace knockback::lab
