// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/retry/CircuitView.h"

#include <vector>

namespace knockback::retry {

struct CircuitPolicy {
    int window = 10;           // looks at this many latest outcomes …
    int minimum = 5;           // … once there are at least these
    double failureShare = 0.5; // opens at this share of failures
    base::Milliseconds openFor{30'000};
};

// Stops sending to a host that keeps failing, then lets one probe through (the circuit breaker of Nygard's "Release
// It!"). Only trouble of the server counts (overload, network): a rate limit says when to come back, which the pacer
// obeys.
class CircuitBreaker {
public:
    explicit CircuitBreaker(CircuitPolicy policy = {}) : m_policy(policy) {}

    // When the next attempt may go out: `now` when the circuit is closed or the probe is free.
    [[nodiscard]] base::SteadyTime notBefore(base::SteadyTime now) const;
    // An attempt goes out; when the open time is over it is the probe.
    void started(base::SteadyTime now);
    // It came back. Returns true when the state changed.
    bool finished(bool failed, base::SteadyTime now);
    // It was cancelled before it could tell anything.
    void abandoned();

    [[nodiscard]] BreakerState state(base::SteadyTime now) const;
    [[nodiscard]] base::SteadyTime openUntil() const { return m_openUntil; }
    [[nodiscard]] const std::vector<bool>& recent() const { return m_recent; }

private:
    void open(base::SteadyTime now);

    CircuitPolicy m_policy;
    bool m_open = false;
    bool m_probing = false;
    base::SteadyTime m_openUntil{};
    std::vector<bool> m_recent; // newest last; true = answered
};

} // namespace knockback::retry
