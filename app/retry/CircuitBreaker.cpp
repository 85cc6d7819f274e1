// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CircuitBreaker.h"

#include <algorithm>

namespace knockback::retry {

base::SteadyTime CircuitBreaker::notBefore(base::SteadyTime now) const {
    if (!m_open)
        return now;
    // While the probe is out, others wait another round instead of piling onto a host that may still be down.
    if (m_probing)
        return std::max(now + m_policy.openFor / 10, m_openUntil);
    return std::max(now, m_openUntil);
}

void CircuitBreaker::started(base::SteadyTime now) {
    if (m_open && now >= m_openUntil)
        m_probing = true;
}

bool CircuitBreaker::finished(bool failed, base::SteadyTime now) {
    m_recent.push_back(!failed);
    if (m_recent.size() > static_cast<std::size_t>(std::max(m_policy.window, 1)))
        m_recent.erase(m_recent.begin());
    if (m_open) {
        if (!m_probing)
            return false; // an attempt from before it opened
        m_probing = false;
        if (failed) {
            open(now);
        } else {
            m_open = false;
            m_recent.assign(1, true);
        }
        return true;
    }
    const auto failures = std::count(m_recent.begin(), m_recent.end(), false);
    const bool enough = static_cast<int>(m_recent.size()) >= m_policy.minimum;
    if (!failed || !enough ||
        static_cast<double>(failures) < m_policy.failureShare * static_cast<double>(m_recent.size()))
        return false;
    open(now);
    return true;
}

void CircuitBreaker::abandoned() {
    m_probing = false;
}

BreakerState CircuitBreaker::state(base::SteadyTime now) const {
    if (!m_open)
        return BreakerState::Closed;
    return now >= m_openUntil ? BreakerState::HalfOpen : BreakerState::Open;
}

void CircuitBreaker::open(base::SteadyTime now) {
    m_open = true;
    m_openUntil = now + m_policy.openFor;
}

} // namespace knockback::retry
