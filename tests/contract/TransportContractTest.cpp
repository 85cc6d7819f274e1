// SPDX-License-Identifier: GPL-3.0-or-later
// What every Transport promises. The scripted one must not be kinder than the real one, or tests that use it prove
// nothing.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"
#include "tests/support/ScriptedTransport.h"
#include "tests/support/VirtualScheduler.h"

namespace knockback {

namespace {

// A transport and a server that says what the test wants.
class Rig {
public:
    virtual ~Rig() = default;
    virtual http::Transport& transport() = 0;
    virtual void dropTransport() = 0;
    virtual QByteArray url() = 0;
    virtual void willAnswer(int status, const http::HeaderList& headers, const QByteArray& body) = 0;
    virtual void willNotAnswer() = 0;
    virtual bool runUntil(const std::function<bool()>& condition) = 0;
    virtual void runFor(base::Milliseconds length) = 0;
    virtual std::size_t requestsSeen() = 0;
};

class CurlContractRig final : public Rig {
public:
    http::Transport& transport() override { return *m_transport; }
    void dropTransport() override { m_transport.reset(); }
    QByteArray url() override { return m_server.url("/c"); }
    void willAnswer(int status, const http::HeaderList& headers, const QByteArray& body) override {
        QByteArray raw = "HTTP/1.1 " + QByteArray::number(status) + ' ' + http::reasonPhrase(status) + "\r\n";
        for (const auto& field : headers)
            raw += field.name + ": " + field.value + "\r\n";
        // One answer a connection, so that scripts and requests stay in step.
        m_server.script(test::ServerScript().readRequest().send(raw + "\r\n" + body));
    }
    void willNotAnswer() override { m_server.script(test::ServerScript().readRequest().hang()); }
    bool runUntil(const std::function<bool()>& condition) override { return test::runUntil(m_loop, condition); }
    void runFor(base::Milliseconds length) override { test::runFor(m_loop, length); }
    std::size_t requestsSeen() override { return m_server.requests().size(); }

private:
    test::LoopbackServer m_server;
    base::EpollLoop m_loop;
    std::unique_ptr<http::Transport> m_transport = std::make_unique<http::CurlTransport>(m_loop);
};

class ScriptedContractRig final : public Rig {
public:
    http::Transport& transport() override { return *m_transport; }
    void dropTransport() override { m_transport.reset(); }
    QByteArray url() override { return "http://scripted.example/c"; }
    void willAnswer(int status, const http::HeaderList& headers, const QByteArray& body) override {
        m_transport->answer(status, headers, body, base::Milliseconds(5));
    }
    void willNotAnswer() override { m_transport->hang(); }
    bool runUntil(const std::function<bool()>& condition) override {
        for (int i = 0; i < 10'000 && !condition(); ++i)
            m_scheduler.advance(base::Milliseconds(1));
        return condition();
    }
    void runFor(base::Milliseconds length) override { m_scheduler.advance(length); }
    std::size_t requestsSeen() override { return m_transport->requests.size(); }

private:
    test::VirtualScheduler m_scheduler;
    std::unique_ptr<test::ScriptedTransport> m_transport = std::make_unique<test::ScriptedTransport>(m_scheduler);
};

enum class Kind { Curl, Scripted };

class TransportContract : public testing::TestWithParam<Kind> {
protected:
    void SetUp() override {
        if (GetParam() == Kind::Curl)
            rig = std::make_unique<CurlContractRig>();
        else
            rig = std::make_unique<ScriptedContractRig>();
    }

    void send(http::Request request, http::AttemptProgress progress = {}) {
        pending = rig->transport().send(
            request, [this](http::Attempt attempt) { ends.push_back(std::move(attempt)); }, std::move(progress));
    }
    void send() { send({.url = rig->url()}); }
    bool waitForEnd() {
        return rig->runUntil([this] { return !ends.empty(); });
    }

    std::unique_ptr<Rig> rig;
    std::vector<http::Attempt> ends;
    std::unique_ptr<http::PendingAttempt> pending;
};

TEST_P(TransportContract, anAnswerComesWholeOnceAndLater) {
    const http::HeaderList headers{{"X-A", "1"}, {"x-a", "2"}, {"Content-Length", "5"}};
    rig->willAnswer(429, headers, "later");
    send({.method = "GET", .url = rig->url(), .headers = {{"X-Asked", "yes"}}});
    EXPECT_TRUE(ends.empty()) << "never from inside send()";
    ASSERT_TRUE(waitForEnd());
    rig->runFor(base::Milliseconds(20));
    ASSERT_EQ(ends.size(), 1u);
    const http::Attempt& attempt = ends.front();
    EXPECT_FALSE(attempt.failure);
    EXPECT_EQ(attempt.status(), 429);
    EXPECT_EQ(attempt.response->head.reason, "Too Many Requests");
    EXPECT_EQ(attempt.response->head.version, "HTTP/1.1");
    EXPECT_EQ(attempt.response->headers(), headers);
    EXPECT_EQ(attempt.response->head.raw,
              "HTTP/1.1 429 Too Many Requests\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 5\r\n\r\n");
    EXPECT_EQ(attempt.response->body.bytes(), "later");
    EXPECT_EQ(attempt.request.url, rig->url());
    EXPECT_EQ(attempt.request.headers.value("X-Asked"), "yes");
    EXPECT_EQ(attempt.connection.httpVersion, "HTTP/1.1");
    EXPECT_EQ(attempt.connection.requestsOnWire, 1);
    EXPECT_GT(attempt.timing.total.count(), 0);
    EXPECT_GT(base::toEpochMs(attempt.startedAt), 0);
}

TEST_P(TransportContract, progressComesInOrderBeforeTheEnd) {
    rig->willAnswer(200, {{"Content-Length", "5"}}, "hello");
    std::string order;
    http::Body growing;
    send({.url = rig->url()}, {.headReceived =
                                   [&](const http::ResponseHead& head) {
                                       order += 'h';
                                       EXPECT_EQ(head.status, 200);
                                       EXPECT_TRUE(ends.empty());
                                   },
                               .bodyStarted =
                                   [&](http::Body body) {
                                       order += 'b';
                                       growing = std::move(body);
                                       EXPECT_TRUE(ends.empty());
                                   }});
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(order, "hb");
    EXPECT_EQ(growing.bytes(), "hello");
    EXPECT_EQ(growing, ends.front().response->body);
}

TEST_P(TransportContract, aBodyThatIsNotThereIsNotAnnounced) {
    rig->willAnswer(204, {}, {});
    bool announced = false;
    send({.url = rig->url()}, {.bodyStarted = [&](const http::Body&) { announced = true; }});
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(ends.front().status(), 204);
    EXPECT_FALSE(announced);
}

TEST_P(TransportContract, aBadRequestIsRefusedLaterWithItsSentence) {
    http::Request bad{.url = rig->url(), .headers = {{"X", "a\r\nEvil: 1"}}};
    send(bad);
    EXPECT_TRUE(ends.empty());
    ASSERT_TRUE(waitForEnd());
    ASSERT_TRUE(ends.front().failure);
    EXPECT_EQ(ends.front().failure->kind, http::FailureKind::NotSent);
    EXPECT_EQ(ends.front().failure->detail, http::problemWith(bad));
    EXPECT_EQ(ends.front().connection.requestsOnWire, 0);
    EXPECT_EQ(rig->requestsSeen(), 0u);
}

TEST_P(TransportContract, cancelEndsOnceLaterAsCancelled) {
    rig->willNotAnswer();
    send();
    ASSERT_TRUE(rig->runUntil([this] { return rig->requestsSeen() == 1; }));
    pending->cancel();
    EXPECT_TRUE(ends.empty()) << "never from inside cancel()";
    pending->cancel();
    ASSERT_TRUE(waitForEnd());
    rig->runFor(base::Milliseconds(20));
    pending->cancel();
    rig->runFor(base::Milliseconds(20));
    ASSERT_EQ(ends.size(), 1u);
    ASSERT_TRUE(ends.front().failure);
    EXPECT_EQ(ends.front().failure->kind, http::FailureKind::Cancelled);
    EXPECT_EQ(ends.front().failure->phase, http::Phase::Read);
    EXPECT_FALSE(ends.front().response);
}

TEST_P(TransportContract, cancelRightAfterSendWorksToo) {
    rig->willNotAnswer();
    send();
    pending->cancel();
    ASSERT_TRUE(waitForEnd());
    EXPECT_EQ(ends.front().failure->kind, http::FailureKind::Cancelled);
    EXPECT_LT(ends.front().timing.total, base::Seconds(5));
}

TEST_P(TransportContract, destroyingTheHandleIsSilent) {
    rig->willNotAnswer();
    send();
    ASSERT_TRUE(rig->runUntil([this] { return rig->requestsSeen() == 1; }));
    pending.reset();
    rig->runFor(base::Milliseconds(50));
    EXPECT_TRUE(ends.empty());
}

TEST_P(TransportContract, theHandleMayGoInsideAnyCallback) {
    rig->willAnswer(200, {{"Content-Length", "5"}}, "hello");
    rig->willAnswer(200, {{"Content-Length", "5"}}, "hello");
    send({.url = rig->url()}, {.headReceived = [this](const http::ResponseHead&) { pending.reset(); },
                               .bodyStarted = [](const http::Body&) { ADD_FAILURE() << "after its end"; }});
    rig->runFor(base::Milliseconds(100));
    EXPECT_TRUE(ends.empty());

    bool ended = false;
    pending = rig->transport().send({.url = rig->url()}, [&](const http::Attempt&) {
        pending.reset();
        ended = true;
    });
    EXPECT_TRUE(rig->runUntil([&] { return ended; }));
}

TEST_P(TransportContract, theTransportMayGoWithAttemptsInFlight) {
    rig->willNotAnswer();
    send();
    ASSERT_TRUE(rig->runUntil([this] { return rig->requestsSeen() == 1; }));
    auto second = rig->transport().send({.url = rig->url()}, [](const http::Attempt&) {});
    second.reset();
    rig->dropTransport();
    if (GetParam() == Kind::Curl) // the scripted one's answers come from the scheduler
        pending->cancel();
    rig->runFor(base::Milliseconds(20));
    EXPECT_TRUE(ends.empty());
    pending.reset();
}

TEST_P(TransportContract, theNextRequestMayBeSentFromTheEndOfOne) {
    // Said, because the rig's server closes after each answer and a kept connection may die under the second request.
    rig->willAnswer(503, {{"Content-Length", "0"}, {"Connection", "close"}}, {});
    rig->willAnswer(200, {{"Content-Length", "0"}, {"Connection", "close"}}, {});
    std::unique_ptr<http::PendingAttempt> next;
    bool inside = false;
    pending = rig->transport().send({.url = rig->url()}, [&](http::Attempt first) {
        ends.push_back(std::move(first));
        inside = true;
        next = rig->transport().send({.url = rig->url()}, [&](http::Attempt second) {
            EXPECT_FALSE(inside);
            ends.push_back(std::move(second));
        });
        inside = false;
    });
    ASSERT_TRUE(rig->runUntil([this] { return ends.size() == 2; }));
    EXPECT_EQ(ends[0].status(), 503);
    EXPECT_EQ(ends[1].status(), 200);
}

TEST_P(TransportContract, theTimeoutEndsAnAttemptInItsPhase) {
    rig->willNotAnswer();
    http::Request request{.url = rig->url()};
    request.options.timeout = base::Milliseconds(120);
    send(request);
    ASSERT_TRUE(waitForEnd());
    ASSERT_TRUE(ends.front().failure);
    EXPECT_EQ(ends.front().failure->kind, http::FailureKind::Timeout);
    EXPECT_EQ(ends.front().failure->phase, http::Phase::Read);
    EXPECT_THAT(ends.front().failure->detail.toStdString(), testing::HasSubstr("120ms"));
    EXPECT_GE(ends.front().timing.total, base::Milliseconds(119));
}

INSTANTIATE_TEST_SUITE_P(All, TransportContract, testing::Values(Kind::Curl, Kind::Scripted),
                         [](const auto& kind) { return std::string(kind.param == Kind::Curl ? "curl" : "scripted"); });

} // namespace

} // namespace knockback
