// SPDX-License-Identifier: GPL-3.0-or-later
// What every Prober promises, kept by the real one on loopback and by the scripted one that other tests rely on.
#include "app/connectivity/SocketProber.h"
#include "tests/app/connectivity/DnsAnswer.h"
#include "tests/app/connectivity/ScriptedProber.h"
#include "tests/app/connectivity/TinyDnsServer.h"
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"
#include "tests/support/SeededRandom.h"
#include "tests/support/VirtualScheduler.h"

namespace knockback::connectivity {
namespace {

// A world with localhost, a server that answers 204, a closed port, and a resolver that knows api.example alone.
class World {
public:
    virtual ~World() = default;
    virtual Prober& prober() = 0;
    virtual bool runUntil(const std::function<bool()>& condition) = 0;
    virtual void runOn() = 0; // for what must not happen
    [[nodiscard]] virtual NameServer resolver() const = 0;
    [[nodiscard]] virtual int openPort() const = 0;
    [[nodiscard]] virtual int closedPort() const = 0;
};

int freePort() {
    return test::LoopbackServer().port(); // closed again
}

class RealWorld final : public World {
public:
    RealWorld()
        : m_dns([](const QByteArray& query, bool) {
            test::DnsAnswer answer(query);
            if (!query.contains("\3api\7example"))
                return answer.code(3).bytes();
            return test::TinyDnsServer::typeOf(query) == 1 ? answer.a("192.0.2.7").bytes() : answer.bytes();
        }) {
        m_server.script(test::ServerScript().answerEach("HTTP/1.1 204 No Content\r\n\r\n"));
    }
    Prober& prober() override { return m_prober; }
    bool runUntil(const std::function<bool()>& condition) override { return test::runUntil(m_rig.loop, condition); }
    void runOn() override { test::runFor(m_rig.loop, base::Milliseconds(60)); }
    [[nodiscard]] NameServer resolver() const override { return {"127.0.0.1", m_dns.port()}; }
    [[nodiscard]] int openPort() const override { return m_server.port(); }
    [[nodiscard]] int closedPort() const override { return m_closed; }

private:
    test::TinyDnsServer m_dns;
    test::LoopbackServer m_server;
    const int m_closed = freePort();
    test::CurlRig m_rig;
    test::SeededRandom m_random;
    SocketProber m_prober{m_rig.loop, m_rig.transport, m_random};
};

// The fake is told about one question at a time: it is asked with the host's name in the address.
class FakeWorld final : public World {
public:
    FakeWorld() {
        m_prober.system = {{"127.0.0.1"}, false, {}, {}};
        m_prober.other = {{"192.0.2.7"}, false, {}, {}};
        m_prober.doors["127.0.0.1 80"] = {true, false, {}, {}};
        m_prober.doors["127.0.0.1 81"] = {false, true, QStringLiteral("connection refused"), {}};
        m_prober.server = [](const http::Request& request) {
            http::Attempt attempt;
            attempt.request = request;
            if (request.url.contains(":81/"))
                attempt.failure = http::NetworkFailure{http::FailureKind::ConnectionRefused, http::Phase::Connect, {}};
            else
                attempt.response.emplace().head.status = 204;
            return attempt;
        };
    }
    Prober& prober() override { return m_prober; }
    bool runUntil(const std::function<bool()>& condition) override {
        m_scheduler.runAll();
        return condition();
    }
    void runOn() override { m_scheduler.advance(base::Seconds(60)); }
    [[nodiscard]] NameServer resolver() const override { return {"127.0.0.1", 53}; }
    [[nodiscard]] int openPort() const override { return 80; }
    [[nodiscard]] int closedPort() const override { return 81; }

private:
    test::VirtualScheduler m_scheduler;
    test::ScriptedProber m_prober{m_scheduler};
};

template <typename W>
class ProberContractTest : public testing::Test {
protected:
    // Starts one step and waits for its answer, which must not come from inside the start, and only once.
    template <typename Answer, typename Start>
    Answer take(Start start) {
        std::vector<Answer> answers;
        const auto pending = start([&answers](Answer answer) { answers.push_back(std::move(answer)); });
        EXPECT_TRUE(answers.empty()) << "answered from inside the start";
        EXPECT_TRUE(world.runUntil([&] { return !answers.empty(); }));
        world.runOn();
        EXPECT_EQ(answers.size(), 1u);
        return answers.empty() ? Answer() : answers.front();
    }
    template <typename Answer, typename Start>
    void expectSilence(Start start) {
        bool answered = false;
        auto pending = start([&answered](const Answer&) { answered = true; });
        pending.reset();
        world.runOn();
        EXPECT_FALSE(answered);
    }
    http::Request request(int port) {
        return {.method = "HEAD", .url = "http://127.0.0.1:" + QByteArray::number(port) + '/'};
    }

    W world;
};
using Worlds = testing::Types<RealWorld, FakeWorld>;
TYPED_TEST_SUITE(ProberContractTest, Worlds);

TYPED_TEST(ProberContractTest, looksNamesUp) {
    const auto answer = this->template take<NameAnswer>(
        [this](auto done) { return this->world.prober().lookUp("localhost", std::move(done)); });
    EXPECT_THAT(answer.addresses, testing::Contains(QByteArray("127.0.0.1")));
    EXPECT_EQ(answer.problem, QString());
}

TYPED_TEST(ProberContractTest, asksAResolver) {
    const auto answer = this->template take<NameAnswer>(
        [this](auto done) { return this->world.prober().ask(this->world.resolver(), "api.example", std::move(done)); });
    EXPECT_EQ(answer.addresses, std::vector<QByteArray>{"192.0.2.7"});
}

TYPED_TEST(ProberContractTest, connects) {
    const auto answer = this->template take<ConnectAnswer>([this](auto done) {
        return this->world.prober().connect("127.0.0.1", this->world.openPort(), std::move(done));
    });
    EXPECT_TRUE(answer.ok);
    EXPECT_EQ(answer.problem, QString());
}

TYPED_TEST(ProberContractTest, saysThatAPortIsClosed) {
    const auto answer = this->template take<ConnectAnswer>([this](auto done) {
        return this->world.prober().connect("127.0.0.1", this->world.closedPort(), std::move(done));
    });
    EXPECT_FALSE(answer.ok);
    EXPECT_TRUE(answer.refused);
    EXPECT_EQ(answer.problem, QStringLiteral("connection refused"));
}

TYPED_TEST(ProberContractTest, exchanges) {
    const auto good = this->template take<http::Attempt>([this](auto done) {
        return this->world.prober().exchange(this->request(this->world.openPort()), std::move(done));
    });
    EXPECT_EQ(good.status(), 204);
    const auto bad = this->template take<http::Attempt>([this](auto done) {
        return this->world.prober().exchange(this->request(this->world.closedPort()), std::move(done));
    });
    ASSERT_TRUE(bad.failure);
    EXPECT_EQ(bad.failure->kind, http::FailureKind::ConnectionRefused);
}

TYPED_TEST(ProberContractTest, aDroppedHandleIsSilent) {
    auto& prober = this->world.prober();
    this->template expectSilence<NameAnswer>([&](auto done) { return prober.lookUp("localhost", std::move(done)); });
    this->template expectSilence<NameAnswer>(
        [&](auto done) { return prober.ask(this->world.resolver(), "api.example", std::move(done)); });
    this->template expectSilence<ConnectAnswer>(
        [&](auto done) { return prober.connect("127.0.0.1", this->world.openPort(), std::move(done)); });
    this->template expectSilence<http::Attempt>(
        [&](auto done) { return prober.exchange(this->request(this->world.openPort()), std::move(done)); });
}

} // namespace
} // namespace knockback::connectivity
