// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LabThread.h"
#include "tests/app/lab/LabFixture.h"
#include "tests/app/lab/WireClient.h"

#include <cerrno>

namespace knockback::lab {
namespace {

// The lab on its own thread, driven over the wire.
class LabServerTest : public testing::Test {
protected:
    void serve(const QByteArray& routes) {
        const auto started =
            lab.start(Played::parse(R"({"name":"n","title":"t","description":"d","routes":[)" + routes + "]}"));
        ASSERT_TRUE(started.ok());
        url = *started;
    }
    LabThread lab;
    QByteArray url;
};

const QByteArray get = "GET /a HTTP/1.1\r\nHost: lab\r\n\r\n";
const QByteArray plainRoute = R"({"path":"/a","answer":{"body":"hello"}})";

TEST_F(LabServerTest, KeepsTheConnectionUntilItIsToldOtherwise) {
    serve(plainRoute);
    WireClient client(url);
    for (int i = 0; i < 3; ++i) {
        const WireAnswer answer = client.get("/a");
        EXPECT_EQ(answer.status, 200);
        EXPECT_EQ(answer.body, "hello");
        EXPECT_FALSE(answer.headers.contains("Connection"));
        EXPECT_TRUE(answer.headers.contains("Date"));
    }
    const WireAnswer last = client.get("/a", "Connection: close\r\n");
    EXPECT_EQ(last.headers.value("Connection"), "close");
    EXPECT_TRUE(client.atEnd());
}

TEST_F(LabServerTest, AnswersPipelinedRequestsInOrder) {
    serve(plainRoute + R"(,{"method":"POST","path":"/b","answer":{"status":201}})");
    WireClient client(url);
    QByteArray burst;
    for (int i = 0; i < 200; ++i)
        burst += i % 2 ? "POST /b HTTP/1.1\r\nHost: lab\r\nContent-Length: 3\r\n\r\nabc" : get;
    ASSERT_TRUE(client.send(burst));
    for (int i = 0; i < 200; ++i)
        ASSERT_EQ(client.receive().status, i % 2 ? 201 : 200) << i;
    EXPECT_EQ(lab.requestsServed(), 200U);
}

TEST_F(LabServerTest, ALateAnswerStillComesBeforeTheNextOne) {
    serve(R"({"path":"/late","checks":[{"kind":"fault","fault":"delay","seconds":0.05}],"answer":{"body":"late"}},)" +
          plainRoute);
    WireClient client(url);
    client.send("GET /late HTTP/1.1\r\nHost: lab\r\n\r\n" + get);
    EXPECT_EQ(client.receive().body, "late");
    EXPECT_EQ(client.receive().body, "hello");
}

TEST_F(LabServerTest, AnswersHeadWithoutABodyButWithItsLength) {
    serve(plainRoute);
    WireClient client(url);
    client.send("HEAD /a HTTP/1.1\r\nHost: lab\r\n\r\n" + get);
    EXPECT_EQ(client.receive(true).headers.value("Content-Length"), "5");
    EXPECT_EQ(client.receive().body, "hello") << "the next answer starts right after the head";
}

TEST_F(LabServerTest, TellsAWaitingClientToGoOn) {
    serve(R"({"method":"POST","path":"/a","answer":{"status":201}})");
    WireClient client(url);
    client.send("POST /a HTTP/1.1\r\nHost: lab\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    client.send("ok");
    EXPECT_EQ(client.receive().status, 201);
}

TEST_F(LabServerTest, WhatIsNotHttpGetsOneAnswerAndAnEnd) {
    serve(plainRoute);
    WireClient client(url);
    client.send(get + "nonsense\r\n\r\n" + get);
    EXPECT_EQ(client.receive().status, 200);
    const WireAnswer refused = client.receive();
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(refused.headers.value("Connection"), "close");
    EXPECT_TRUE(refused.headers.contains("Date") && refused.headers.contains("X-Request-Id"));
    EXPECT_TRUE(client.atEnd());
}

// The answer must reach a client that is still sending: closing too early would reset the connection and lose it.
TEST_F(LabServerTest, ATooLargeBodyIsRefusedReadably) {
    serve(R"({"method":"POST","path":"/a","answer":{}})");
    for (int round = 0; round < 20; ++round) {
        WireClient client(url);
        client.send("POST /a HTTP/1.1\r\nHost: lab\r\nContent-Length: 99999999\r\n\r\n" + QByteArray(300'000, 'x'));
        EXPECT_EQ(client.receive().status, 413) << round;
    }
}

TEST_F(LabServerTest, CutsAnAnswerInTheMiddle) {
    serve(R"({"path":"/a","checks":[{"kind":"fault","fault":"truncate","bytes":2}],"answer":{"body":"hello"}})");
    WireClient client(url);
    const WireAnswer answer = client.get("/a");
    EXPECT_EQ(answer.headers.value("Content-Length"), "5");
    EXPECT_EQ(answer.body, "he");
    EXPECT_FALSE(answer.whole);
    EXPECT_TRUE(client.atEnd());
}

TEST_F(LabServerTest, ResetsInsteadOfAnswering) {
    serve(R"({"path":"/a","checks":[{"kind":"fault","fault":"reset","times":1}],"answer":{"body":"hello"}})");
    WireClient first(url);
    EXPECT_EQ(first.get("/a").status, 0);
    EXPECT_EQ(first.lastError(), ECONNRESET);
    WireClient second(url);
    EXPECT_EQ(second.get("/a").status, 200) << "only the first time";
}

TEST_F(LabServerTest, ServesManyClientsAtOnce) {
    serve(plainRoute);
    std::vector<std::unique_ptr<WireClient>> clients;
    for (int i = 0; i < 100; ++i) {
        clients.push_back(std::make_unique<WireClient>(url));
        clients.back()->send(get.left(20));
    }
    for (const auto& client : clients)
        client->send(get.mid(20));
    for (const auto& client : clients)
        EXPECT_EQ(client->receive().body, "hello");
}

TEST_F(LabServerTest, AClientThatDoesNotReadIsNotServedWithoutEnd) {
    serve(R"({"path":"/a","answer":{"body":")" + QByteArray(100'000, 'x') + R"("}})");
    WireClient client(url);
    QByteArray burst;
    for (int i = 0; i < 400; ++i)
        burst += get;
    client.send(burst);
    EXPECT_EQ(client.receive().body.size(), 100'000);
    EXPECT_LT(lab.requestsServed(), 400U) << "40 MB do not pile up for it";
    for (int i = 1; i < 400; ++i)
        ASSERT_TRUE(client.receive().whole) << i;
    EXPECT_EQ(lab.requestsServed(), 400U);
}

} // namespace
} // namespace knockback::lab
