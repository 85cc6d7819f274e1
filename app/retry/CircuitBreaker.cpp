// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CircuitBreaker.h"

#include <algorithm>

namespace knockback::retry {

namespace {

constexpr std::size_t mostOutcomes = 1000;
constexpr std::size_t mostRecent = 10;

std::size_t atLeastOne(int count) {
    return static_cast<std::size_t>(std::clamp<long long>(count, 1, mostOutcomes));
}

base::SteadyTime after(base::SteadyTime now, base::Nanoseconds wait) {
    return wait > base::SteadyTime::max() - now ? base::SteadyTime::max() : now + wait;
}

} // namespace

base::SteadyTime CircuitBreaker::notBefore(base::SteadyTime now) const {
    if (!m_open || !m_policy.enabled)
        return now;
    // While the probes are out, others wait another round instead of piling onto a host that may still be down.
    const bool taken = m_probing + m_answered >= std::max(m_policy.probes, 1);
    if (now >= m_openUntil && taken)
        return now + std::max<base::Nanoseconds>(m_policy.openFor / 10, std::chrono::milliseconds(10));
    return std::max(now, m_openUntil);
}

void CircuitBreaker::started(base::SteadyTime now) {
    if (m_open && now >= m_openUntil)
        ++m_probing;
}

bool CircuitBreaker::finished(bool failed, base::SteadyTime now, base::Nanoseconds took) {
    m_recent.push_back(!failed);
    if (m_recent.size() > mostRecent)
        m_recent.erase(m_recent.begin());
    if (!m_policy.enabled && !m_open)
        return false;
    const bool slow = m_policy.slow && took > *m_policy.slow;
    if (m_open) // an attempt from before it opened says nothing new
        return now - took < m_openUntil ? false : probeFinished(failed || (slow && m_policy.slowShare < 1), now);
    m_outcomes.push_back({now, failed, slow});
    forgetOld(now);
    if (!(failed || slow) || !tooMany())
        return false;
    open(after(now, m_policy.openFor));
    return true;
}

bool CircuitBreaker::probeFinished(bool failed, base::SteadyTime now) {
    if (m_probing == 0)
        return false;
    --m_probing;
    if (failed) {
        open(after(now, m_policy.openFor));
        return true;
    }
    if (++m_answered < std::max(m_policy.probes, 1))
        return false;
    closeByHand();
    m_outcomes.push_back({now, false, false});
    m_recent.assign(1, true);
    return true;
}

void CircuitBreaker::abandoned() {
    m_probing = std::max(m_probing - 1, 0);
}

void CircuitBreaker::openByHand() {
    open(base::SteadyTime::max());
}

void CircuitBreaker::closeByHand() {
    m_open = false;
    m_probing = 0;
    m_answered = 0;
    m_outcomes.clear();
}

BreakerState CircuitBreaker::state(base::SteadyTime now) const {
    if (!m_open)
        return BreakerState::Closed;
    return now >= m_openUntil ? BreakerState::HalfOpen : BreakerState::Open;
}

void CircuitBreaker::open(base::SteadyTime until) {
    m_open = true;
    // The other probes of this round come too late to tell anything.
    m_probing = 0;
    m_answered = 0;
    m_openUntil = until;
}

void CircuitBreaker::forgetOld(base::SteadyTime now) {
    while (m_outcomes.size() > atLeastOne(m_policy.window))
        m_outcomes.pop_front();
    while (m_policy.span && !m_outcomes.empty() && now - m_outcomes.front().at > *m_policy.span)
        m_outcomes.pop_front();
}

bool CircuitBreaker::tooMany() const {
    if (m_outcomes.size() < atLeastOne(m_policy.minimum))
        return false;
    const auto all = static_cast<double>(m_outcomes.size());
    const auto failed = std::count_if(m_outcomes.begin(), m_outcomes.end(), [](const auto& one) { return one.failed; });
    const auto slow = std::count_if(m_outcomes.begin(), m_outcomes.end(), [](const auto& one) { return one.slow; });
    return (failed > 0 && static_cast<double>(failed) >= m_policy.failureShare * all) ||
           (slow > 0 && static_cast<double>(slow) >= m_policy.slowShare * all);
}

} // namespace knockback::retry
