// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LabServer.h"
#include "tests/app/lab/LabFixture.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTcpSocket>

namespace knockback::lab {
namespace {

using namespace std::chrono_literals;

// A server and a client on one thread, real sockets in virtual time.
class LabVirtualTime : public testing::Test {
protected:
    void serve(const Scenario& scenario) {
        server = std::make_unique<LabServer>(scenario, scheduler, random);
        ASSERT_TRUE(server->listen(0).ok());
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), server->port());
    }
    // Lets the sockets work until `done`, for five real seconds at most.
    template <typename Condition>
    bool pump(Condition done) {
        const QDeadlineTimer deadline(5000);
        while (!done() && !deadline.hasExpired()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
            if (socket.isOpen())
                received += socket.readAll();
        }
        return done();
    }
    // Sends a request and waits until it was answered or is being held back.
    void request(const QByteArray& path) {
        const auto before = server->served()->load();
        received.clear();
        socket.write("GET " + path + " HTTP/1.1\r\nHost: lab\r\n\r\n");
        ASSERT_TRUE(pump([&] { return server->served()->load() > before; }));
    }
    bool receives(const QByteArray& text) {
        return pump([&] { return received.contains(text); });
    }

    test::VirtualScheduler scheduler;
    test::SeededRandom random;
    std::unique_ptr<LabServer> server;
    QTcpSocket socket;
    QByteArray received;
};

TEST_F(LabVirtualTime, ADelayedAnswerComesAtItsTime) {
    serve(Played::parse(R"({"name":"n","title":"t","description":"d","routes":[{"path":"/",
        "checks":[{"kind":"fault","fault":"delay","seconds":30}],"answer":{"body":"late"}}]})"));
    request("/");
    EXPECT_EQ(scheduler.waiting(), 1U);
    scheduler.advance(30s - 1ms);
    EXPECT_EQ(scheduler.waiting(), 1U) << "still held back";
    scheduler.advance(1ms);
    EXPECT_TRUE(receives("late"));
}

TEST_F(LabVirtualTime, ADrippingBodyComesPieceByPiece) {
    serve(Played::parse(R"({"name":"n","title":"t","description":"d","routes":[{"path":"/",
        "checks":[{"kind":"fault","fault":"drip","seconds":1,"bytes":2}],"answer":{"body":"abcde"}}]})"));
    request("/");
    EXPECT_TRUE(receives("\r\n\r\nab"));
    EXPECT_FALSE(received.contains("abc"));
    scheduler.advance(1s);
    EXPECT_TRUE(receives("abcd"));
    EXPECT_FALSE(received.contains("abcde"));
    scheduler.advance(1s);
    EXPECT_TRUE(receives("abcde"));
    EXPECT_EQ(scheduler.waiting(), 0U);
}

TEST_F(LabVirtualTime, ALimitEndsWithTheWindowOfTheClockItWasGiven) {
    serve(Played::builtIn("tour"));
    for (int i = 0; i < 3; ++i) {
        request("/items");
        EXPECT_TRUE(receives("HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n"));
    }
    request("/items");
    EXPECT_TRUE(receives("HTTP/1.1 429 Too Many Requests\r\n"));
    EXPECT_TRUE(received.contains("\r\nRetry-After: 2\r\n"));
    scheduler.advance(2s);
    request("/items");
    EXPECT_TRUE(receives("HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 10:00:02 GMT\r\n"));
}

TEST_F(LabVirtualTime, ForgetsAWaitingAnswerWhenTheClientGoes) {
    serve(Played::parse(R"({"name":"n","title":"t","description":"d","routes":[{"path":"/",
        "checks":[{"kind":"fault","fault":"delay","seconds":30}],"answer":{}}]})"));
    request("/");
    socket.abort();
    EXPECT_TRUE(pump([this] { return scheduler.waiting() == 0; }));
    scheduler.advance(60s);
}

} // namespace
} // namespace knockback::lab
