// SPDX-License-Identifier: GPL-3.0-or-later
// How a call pauses, is cut short and ends.
#include "app/retry/DurationText.h"
#include "app/session/CallFlow.h"

namespace knockback::session {

using journal::CallOutcome;
using journal::WaitReason;

void CallFlow::hold(State state, WaitReason reason, base::SteadyTime due, const QString& sentence,
                    std::function<void()> then) {
    m_state = state;
    m_wait = m_parts.nextWaitId();
    m_waitFrom = now();
    m_waitReason = reason;
    m_afterWait = std::move(then);
    const auto wall = m_parts.scheduler.clock().wallNow() + std::chrono::ceil<base::Microseconds>(due - now());
    m_parts.journal.append(journal::WaitStarted{m_id, m_wait, reason, due, wall, lane(), sentence});
    m_timer = m_parts.scheduler.at(due, [this] {
        endWait(journal::WaitEnd::Elapsed);
        std::exchange(m_afterWait, {})();
    });
}

void CallFlow::endWait(journal::WaitEnd how) {
    if (m_wait.isNull())
        return;
    m_timer.cancel();
    m_result.waits.push_back({m_waitReason, now() - m_waitFrom});
    m_parts.journal.append(journal::WaitEnded{m_id, std::exchange(m_wait, {}), how});
}

void CallFlow::skipWait() {
    if (m_state != State::Waiting && m_state != State::Holding)
        return;
    const bool held = m_state == State::Holding;
    endWait(journal::WaitEnd::Skipped);
    const auto then = std::exchange(m_afterWait, {});
    // A held request was skipped on purpose: asking the pacer again would hold it again.
    if (held)
        return joinQueue(retry::PaceMode::Off);
    then();
}

void CallFlow::cancel() {
    switch (m_state) {
    case State::Done:
        return;
    case State::Sending:
        m_hedgeTimer.cancel();
        if (m_flight.pending && m_hedge.pending)
            abandon(m_hedge);
        if (const auto& last = m_flight.pending ? m_flight.pending : m_hedge.pending)
            last->cancel(); // answered() hears of it
        return;
    default:
        m_parts.pacing->leave(m_flight.place);
        endWait(journal::WaitEnd::Cancelled);
        finish(CallOutcome::Cancelled, QStringLiteral("Cancelled."));
    }
}

void CallFlow::refuse(const ResolveProblem& problem) {
    m_result.refused = problem.sentence;
    m_result.credentialProblem = problem.credential;
    m_result.vaultLocked = problem.vaultLocked;
    finish(CallOutcome::Failed, problem.sentence);
}

void CallFlow::finish(CallOutcome outcome, const QString& sentence) {
    if (m_state == State::Done || standIn(outcome, sentence))
        return;
    if (outcome == CallOutcome::Ok && m_askedElsewhere)
        return close(CallOutcome::Fallback, m_story);
    if (outcome == CallOutcome::Ok)
        keepGoodAnswer();
    close(outcome, sentence);
}

void CallFlow::close(CallOutcome outcome, const QString& sentence) {
    m_state = State::Done;
    m_result.outcome = outcome;
    m_result.sentence = sentence;
    m_parts.journal.append(journal::CallFinished{m_id, outcome, sentence});
    // Last statement: the receiver may destroy this flow.
    m_parts.scheduler.post([finished = std::move(m_ears.finished), result = std::move(m_result)]() mutable {
        finished(std::move(result));
    });
}

void CallFlow::noteCircuit(const Flight& flight, bool failed) {
    journal::CircuitChanged change;
    {
        const std::lock_guard lock(m_parts.limits.mutex);
        auto& breaker = m_parts.limits.circuits[m_route.host];
        if (!breaker.finished(failed, now(), now() - flight.sentAt))
            return;
        change.until = breaker.openUntil();
        change.state = breaker.state(now()) == retry::BreakerState::Closed ? journal::CircuitState::Closed
                                                                           : journal::CircuitState::Open;
    }
    change.lane = lane();
    change.sentence =
        change.state == journal::CircuitState::Closed
            ? QStringLiteral("%1 answers again; the circuit is closed.").arg(QString::fromUtf8(m_route.host))
            : QStringLiteral("Too many of the last answers of %1 were failures; nothing is sent for %2.")
                  .arg(QString::fromUtf8(m_route.host), retry::durationText(change.until - now()));
    m_parts.journal.append(std::move(change));
}

} // namespace knockback::session
