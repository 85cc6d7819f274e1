// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/retry/CircuitPolicy.h"
#include "app/retry/CircuitView.h"

#include <deque>
#include <vector>

namespace knockback::retry {

// Stops sending to a host that keeps failing, then lets a few probes through (the circuit breaker of Nygard's "Release
// It!"). Only trouble of the server counts (overload, network): a rate limit says when to come back, which the pacer
// obeys. One thread.
class CircuitBreaker {
public:
    explicit CircuitBreaker(CircuitPolicy policy = {}) : m_policy(policy) {}

    // The rules of the call that comes next; what was seen so far stays.
    void follow(const CircuitPolicy& policy) { m_policy = policy; }

    // When the next attempt may go out: `now` when the circuit is closed or a probe is free.
    [[nodiscard]] base::SteadyTime notBefore(base::SteadyTime now) const;
    // An attempt goes out; when the open time is over it is a probe.
    void started(base::SteadyTime now);
    // It came back after `took`. Returns true when the state changed.
    bool finished(bool failed, base::SteadyTime now, base::Nanoseconds took = {});
    // It was cancelled before it could tell anything, or what it told does not count: a probe's place is free again.
    void abandoned();

    // By hand: keeps it open until closeByHand(), or closes it and forgets what was seen.
    void openByHand();
    void closeByHand();

    [[nodiscard]] BreakerState state(base::SteadyTime now) const;
    // With openByHand(), the end of time.
    [[nodiscard]] base::SteadyTime openUntil() const { return m_openUntil; }
    [[nodiscard]] const std::vector<bool>& recent() const { return m_recent; }

private:
    struct Outcome {
        base::SteadyTime at;
        bool failed;
        bool slow;
    };
    void open(base::SteadyTime until);
    void forgetOld(base::SteadyTime now);
    [[nodiscard]] bool tooMany() const;
    bool probeFinished(bool failed, base::SteadyTime now);

    CircuitPolicy m_policy;
    bool m_open = false;
    int m_probing = 0; // out now
    int m_answered = 0;
    base::SteadyTime m_openUntil{};
    std::deque<Outcome> m_outcomes; // oldest first
    std::vector<bool> m_recent;     // newest last; true = answered
};

} // namespace knockback::retry
