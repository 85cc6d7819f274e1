// SPDX-License-Identifier: GPL-3.0-or-later
// libcurl waits for its resolver thread when a transfer ends during the lookup, and holds every other attempt
// meanwhile.
#include "tests/support/CurlRig.h"
#include "tests/support/LoopbackServer.h"

#include <condition_variable>
#include <mutex>

#include <dlfcn.h>
#include <netdb.h>

namespace {

// A resolver that answers for this one name only when it is let go.
constexpr const char* hangingName = "hangs.invalid";

class Gate {
public:
    void wait() {
        std::unique_lock lock(m_mutex);
        ++m_waiting;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_open; });
        --m_waiting;
        m_changed.notify_all();
    }
    void open() {
        std::unique_lock lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_waiting == 0; });
    }
    void close() {
        const std::lock_guard lock(m_mutex);
        m_open = false;
    }
    bool somebodyWaits() {
        const std::lock_guard lock(m_mutex);
        return m_waiting > 0;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_waiting = 0;
    bool m_open = false;
};

Gate gate;

} // namespace

// Stands before the C library's for libcurl too, because a program's own symbols come first.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
    if (node && std::string_view(node) == hangingName) {
        gate.wait();
        return EAI_NONAME;
    }
    using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto real = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(node, service, hints, result);
}

namespace knockback {

namespace {

using namespace std::chrono_literals;

class HangingLookup : public testing::Test {
protected:
    void SetUp() override {
        gate.close();
        server.script(test::ServerScript().answerEach("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    }
    // The abandoned lookup ends before its thread's memory is looked at for leaks.
    void TearDown() override { gate.open(); }

    void start(http::Request request) {
        pending = rig.transport.send(request, [this](http::Attempt attempt) { end = std::move(attempt); });
        ASSERT_TRUE(test::runUntil(rig.loop, [] { return gate.somebodyWaits(); }));
    }

    test::LoopbackServer server;
    test::CurlRig rig;
    std::unique_ptr<http::PendingAttempt> pending;
    std::optional<http::Attempt> end;
};

TEST_F(HangingLookup, doesNotHoldOthers) {
    start({.url = "http://hangs.invalid/"});
    EXPECT_EQ(rig.get(server.url()).status(), 200);
    EXPECT_FALSE(end);
}

TEST_F(HangingLookup, canBeCancelledAtOnce) {
    start({.url = "http://hangs.invalid/"});
    pending->cancel();
    ASSERT_TRUE(test::runUntil(
        rig.loop, [this] { return end.has_value(); }, 5s));
    EXPECT_TRUE(gate.somebodyWaits()) << "the lookup itself still hangs";
    EXPECT_EQ(test::failureOf(*end), "cancelled: phase=dns");
    EXPECT_TRUE(end->timing.dns);
}

TEST_F(HangingLookup, timesOutInItsPhase) {
    http::Request request{.url = "http://hangs.invalid/"};
    request.options.connectTimeout = 100ms;
    start(request);
    ASSERT_TRUE(test::runUntil(
        rig.loop, [this] { return end.has_value(); }, 5s));
    EXPECT_TRUE(gate.somebodyWaits());
    EXPECT_EQ(test::failureOf(*end), "timeout: phase=dns; host=hangs.invalid; 100ms");
}

} // namespace

} // namespace knockback
