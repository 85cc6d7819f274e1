// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/FixedWindow.h"
#include "app/ratelimit/SlidingWindow.h"
#include "app/ratelimit/TokenBucket.h"
#include "app/retry/Pacer.h"
#include "tests/support/SeededRandom.h"
#include "tests/support/VirtualScheduler.h"

#include <cmath>
#include <functional>
#include <map>
#include <memory>

namespace knockback::retry {

using namespace std::chrono_literals;

// One limit of the server on the other side, and what it announces of it.
struct RigLimit {
    std::unique_ptr<ratelimit::Limiter> limiter;
    enum class Reset { Unsaid, RoundedUp, RoundedDown, Exact, ByClock, NextToken } reset = Reset::RoundedUp;
    bool announced = true;
    base::Nanoseconds window{};
    base::Nanoseconds delayEach{}; // what is let through waits for those before it, so long each (nginx burst)
};

// Many calls through a pacer to a server with limits, in virtual time.
class PaceRig {
public:
    explicit PaceRig(std::uint64_t seed = 1) : random(seed) {}

    // How it is set up; times between `least` and `most`, evenly.
    std::vector<RigLimit> limits;
    bool saysRetryAfter = true;
    base::Nanoseconds latencyLeast = 4ms, latencyMost = 8ms; // one way
    base::Nanoseconds service = 10ms;
    int concurrency = 10;
    base::Nanoseconds clockPhase = 0ns; // of the server's second
    int serverConcurrency = 1'000'000;  // turns away what is more at once
    PaceMode mode = PaceMode::Burst;
    base::Nanoseconds backoff = 500ms;    // of a call that was blocked and not told for how long
    base::Nanoseconds foreignEvery = 0ns; // somebody else draws on the limits that often; 0 = nobody
    std::function<QByteArray(int call)> path = [](int) { return QByteArray("/items"); };

    // What came of it.
    int sent = 0;
    int blocked = 0;
    int done = 0;
    int atOnce = 0; // most on the wire
    int mostBlocksOfACall = 0;
    std::vector<int> finishedOrder;        // calls in the order in which they left for the last time
    std::vector<base::Nanoseconds> sentAt; // from the start
    std::vector<base::Nanoseconds> blockedAt;

    void add(std::unique_ptr<ratelimit::Limiter> limiter, base::Nanoseconds window,
             RigLimit::Reset reset = RigLimit::Reset::RoundedUp) {
        limits.push_back({std::move(limiter), reset, true, window});
    }
    void addSilent(std::unique_ptr<ratelimit::Limiter> limiter) {
        limits.push_back({std::move(limiter), RigLimit::Reset::Unsaid, false, {}});
    }

    // Runs `count` calls to their ends, or for `bound`; returns how long that took.
    base::Nanoseconds run(int count, base::Nanoseconds bound = 1h);

    [[nodiscard]] base::SteadyTime now() const { return scheduler.clock().steadyNow(); }

    test::VirtualScheduler scheduler;
    test::SeededRandom random;
    Pacer pacer;
    Pacer::Lane lane = pacer.lane({"api", "api.example", ""});

private:
    struct Reply {
        bool blocked = false;
        std::optional<base::Nanoseconds> retryAfter;
        base::Nanoseconds service{};
        std::vector<PaceReading> readings;
    };
    void startCalls();
    void join(int call);
    void release();
    void send(int call, PaceTicket ticket);
    Reply serve();
    void meddle();
    void receive(int call, PaceTicket ticket, const Reply& reply);
    base::Nanoseconds latency();
    void later(base::Nanoseconds delay, std::function<void()> act);

    int m_count = 0;
    int m_started = 0;
    int m_running = 0;
    int m_onWire = 0;
    int m_inService = 0;
    int m_connections = 0;
    base::SteadyTime m_from;
    base::TimerHandle m_timer;
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> m_waiting;
    std::map<int, int> m_blocksOf; // by call
    std::vector<base::TimerHandle> m_timers;
};

} // namespace knockback::retry
