// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/CircuitBreaker.h"

#include "app/retry/CircuitText.h"

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

bool reaches(int part, double share, int all) {
    return part > 0 && part >= share * all;
}

} // namespace

bool CircuitBreaker::hasFreeProbe() const {
    // While the probes are out, others wait instead of piling onto a host that may still be down.
    return m_probing + m_answered < std::max(m_policy.probes, 1);
}

std::optional<CircuitPass> CircuitBreaker::pass(base::SteadyTime now) {
    if (!isShut())
        return CircuitPass{m_round, false};
    if (m_byHand || now < m_openUntil || !hasFreeProbe())
        return std::nullopt;
    ++m_probing;
    return CircuitPass{m_round, true};
}

bool CircuitBreaker::holds(const CircuitPass& pass) const {
    return !isShut() || (pass.isProbe && pass.round == m_round);
}

std::optional<base::SteadyTime> CircuitBreaker::opensAt(base::SteadyTime now) const {
    if (!isShut())
        return now;
    if (m_byHand || !hasFreeProbe())
        return std::nullopt;
    return std::max(now, m_openUntil);
}

bool CircuitBreaker::finished(const CircuitPass& pass, bool failed, base::SteadyTime now, base::Nanoseconds took,
                              base::Nanoseconds asked) {
    m_recent.push_back(!failed);
    if (m_recent.size() > mostRecent)
        m_recent.erase(m_recent.begin());
    if (pass.round != m_round || m_byHand) // an answer from before it opened or closed says nothing new
        return false;
    const bool slow = m_policy.slow && took > *m_policy.slow;
    const auto until = after(now, std::max<base::Nanoseconds>(m_policy.openFor, asked));
    if (m_open)
        return pass.isProbe && probeFinished(failed, slow, now, until);
    if (!m_policy.enabled)
        return false;
    m_outcomes.push_back({now, failed, slow});
    forgetOld(now);
    const QString why = failed || slow ? tooMany(count(now)) : QString();
    if (why.isEmpty())
        return false;
    open(now, until, why);
    return true;
}

bool CircuitBreaker::probeFinished(bool failed, bool slow, base::SteadyTime now, base::SteadyTime until) {
    --m_probing;
    if (failed || (slow && m_policy.slowShare < 1)) {
        open(now, until, failed ? QStringLiteral("a probe failed") : QStringLiteral("a probe was slow"));
        return true;
    }
    if (++m_answered < std::max(m_policy.probes, 1))
        return false;
    close();
    m_outcomes.push_back({now, false, false});
    m_recent.assign(1, true);
    return true;
}

void CircuitBreaker::abandoned(const CircuitPass& pass) {
    if (pass.isProbe && pass.round == m_round)
        --m_probing;
}

void CircuitBreaker::openByHand(base::SteadyTime now) {
    open(now, base::SteadyTime::max(), QStringLiteral("opened by hand"));
    m_openedAt = now;
    m_byHand = true;
}

void CircuitBreaker::closeByHand() {
    close();
}

BreakerState CircuitBreaker::state(base::SteadyTime now) const {
    if (!m_open)
        return BreakerState::Closed;
    return now >= m_openUntil && !m_byHand ? BreakerState::HalfOpen : BreakerState::Open;
}

CircuitView CircuitBreaker::view(base::SteadyTime now) const {
    CircuitView view;
    view.state = state(now);
    view.openUntil = m_openUntil;
    view.recent = m_recent;
    view.byHand = m_byHand;
    if (m_open) {
        view.openedAt = m_openedAt;
        view.reason = m_reason;
    }
    const Count seen = count(now);
    view.outcomes = seen.all;
    view.failures = seen.failed;
    view.slow = seen.slow;
    if (seen.all > 0)
        view.failureRate = double(seen.failed) / seen.all;
    if (seen.all > 0 && m_policy.slow)
        view.slowRate = double(seen.slow) / seen.all;
    view.probesOut = m_probing;
    view.probesAnswered = m_answered;
    view.probesWanted = std::max(m_policy.probes, 1);
    view.policy = circuitPolicyText(m_policy);
    view.failureShare = m_policy.failureShare;
    if (m_policy.slow)
        view.slowShare = m_policy.slowShare;
    view.minimum = static_cast<int>(atLeastOne(m_policy.minimum));
    return view;
}

void CircuitBreaker::open(base::SteadyTime now, base::SteadyTime until, const QString& reason) {
    ++m_round; // the other probes of this one come too late to tell anything
    if (!m_open)
        m_openedAt = now;
    m_open = true;
    m_probing = 0;
    m_answered = 0;
    m_openUntil = until;
    m_reason = reason;
}

void CircuitBreaker::close() {
    ++m_round;
    m_open = m_byHand = false;
    m_probing = 0;
    m_answered = 0;
    m_outcomes.clear();
}

void CircuitBreaker::forgetOld(base::SteadyTime now) {
    while (m_outcomes.size() > atLeastOne(m_policy.window))
        m_outcomes.pop_front();
    while (m_policy.span && !m_outcomes.empty() && now - m_outcomes.front().at > *m_policy.span)
        m_outcomes.pop_front();
}

CircuitBreaker::Count CircuitBreaker::count(base::SteadyTime now) const {
    Count count;
    for (const Outcome& one : m_outcomes) {
        if (m_policy.span && now - one.at > *m_policy.span)
            continue;
        ++count.all;
        count.failed += one.failed ? 1 : 0;
        count.slow += one.slow ? 1 : 0;
    }
    return count;
}

QString CircuitBreaker::tooMany(const Count& count) const {
    if (static_cast<std::size_t>(count.all) < atLeastOne(m_policy.minimum))
        return {};
    if (reaches(count.failed, m_policy.failureShare, count.all))
        return QStringLiteral("%1 of the last %2 answers were failures").arg(count.failed).arg(count.all);
    if (m_policy.slow && reaches(count.slow, m_policy.slowShare, count.all))
        return QStringLiteral("%1 of the last %2 answers were slow").arg(count.slow).arg(count.all);
    return {};
}

} // namespace knockback::retry
