// SPDX-License-Identifier: GPL-3.0-or-later
// A second request beside one that takes long; the first good answer is the call's.
#include "app/http/Url.h"
#include "app/retry/Hedging.h"
#include "app/session/CallFlow.h"

namespace knockback::session {

void CallFlow::planHedge() {
    bool budgetAllows = false;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        budgetAllows = m_parts.limits.budget.allows(budgetTerms());
    }
    const auto delay = retry::hedgeAfter(m_spec.draft.policy, m_resolved.request.method, m_tries, budgetAllows);
    if (delay && m_trigger == journal::AttemptTrigger::First)
        m_hedgeTimer = m_parts.scheduler.after(*delay, [this] { hedge(); });
}

// It is worth a slot of the quota only when one is free.
void CallFlow::hedge() {
    const auto url = http::parseUrl(m_resolved.request.url);
    const auto mode = m_spec.pace ? m_spec.draft.policy.pace : retry::PaceMode::Off;
    if (m_state != State::Sending || !m_flight.pending || isOutOfTime())
        return;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        if (!m_parts.limits.budget.allows(budgetTerms())) // spent while the first one was on its way
            return;
    }
    if (!m_parts.circuits->slipThrough(m_hedge.circuit, circuitWish()) ||
        !m_parts.pacing->pass(m_hedge.place, m_route, url->path, mode))
        return;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        m_parts.limits.budget.retried(budgetTerms());
    }
    ++m_tries;
    launch(m_hedge);
}

bool CallFlow::waitsForOther(const Flight& flight, const std::shared_ptr<journal::AttemptRecord>& record) {
    m_hedgeTimer.cancel();
    Flight& other = &flight == &m_flight ? m_hedge : m_flight;
    if (!other.pending)
        return false;
    const auto& attempt = record->exchange.attempt();
    const bool good = attempt.response && attempt.status() < 400 && !diagnosis::isBlock(record->diagnosis.cause);
    if (good)
        abandon(other);
    else
        conclude(record, QStringLiteral("The other request of this call is still on its way."));
    return !good;
}

void CallFlow::abandon(Flight& flight) {
    flight.pending.reset();
    http::Attempt attempt;
    attempt.request = m_resolved.request;
    attempt.failure = http::NetworkFailure{http::FailureKind::Cancelled, http::Phase::Read, {}};
    attempt.timing.startedAt = flight.sentAt;
    attempt.timing.total = std::chrono::duration_cast<base::Microseconds>(now() - flight.sentAt);
    attempt.startedAt = m_parts.scheduler.clock().wallNow() - attempt.timing.total;
    conclude(note(flight, attempt), QStringLiteral("The other request of this call was answered first."));
}

} // namespace knockback::session
