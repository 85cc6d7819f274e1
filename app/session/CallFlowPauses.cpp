// SPDX-License-Identifier: GPL-3.0-or-later
// How a call pauses, is cut short and ends.
#include "app/retry/DurationText.h"
#include "app/session/CallFlow.h"

namespace knockback::session {

using journal::WaitReason;

void CallFlow::show(WaitReason reason, std::optional<base::SteadyTime> due, const QString& sentence) {
    m_wait = m_parts.nextWaitId();
    m_waitFrom = now();
    m_waitReason = reason;
    const auto until = due.value_or(now());
    const auto wall = m_parts.scheduler.clock().wallNow() + std::chrono::ceil<base::Microseconds>(until - now());
    m_parts.journal.append(journal::WaitStarted{m_id, m_wait, reason, until, wall, lane(), sentence});
}

void CallFlow::hold(State state, WaitReason reason, base::SteadyTime due, const QString& sentence,
                    std::function<void()> then) {
    m_state = state;
    m_afterWait = std::move(then);
    show(reason, due, sentence);
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

// Someone insists: asking circuit and pacer again would only hold it again.
void CallFlow::skipWait() {
    if (m_state != State::Waiting && m_state != State::Holding)
        return;
    const bool held = m_state == State::Holding;
    endWait(journal::WaitEnd::Skipped);
    const auto then = std::exchange(m_afterWait, {});
    m_insists = true;
    if (held)
        joinQueue(retry::PaceMode::Off);
    else
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
        endWait(journal::WaitEnd::Cancelled);
        finish(CallOutcome::Cancelled, QStringLiteral("Cancelled."));
    }
}

// A request that is out is heard to its end: its answer counts there, so it counts here.
void CallFlow::recall(Recall how) {
    const bool unsent = m_number == 0;
    if (unsent || (how == Recall::NoRetry && m_state != State::Sending))
        return cancel();
    m_noRetry |= how == Recall::NoRetry;
    if (m_noRetry)
        m_hedgeTimer.cancel();
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
    if (lookBack(outcome, sentence, [this, outcome, sentence] { close(outcome, sentence); }))
        return;
    if (outcome == CallOutcome::Ok && m_elsewhere)
        return close(CallOutcome::Fallback, *m_elsewhere);
    if (outcome == CallOutcome::Ok)
        keepGoodAnswer();
    close(outcome, sentence);
}

void CallFlow::close(CallOutcome outcome, const QString& sentence) {
    m_state = State::Done;
    m_deadlineTimer.cancel();
    m_hedgeTimer.cancel();
    m_parts.pacing->leave(m_flight.place);
    m_parts.circuits->leave(m_flight.circuit);
    m_result.outcome = outcome;
    m_result.sentence = sentence;
    m_parts.journal.append(journal::CallFinished{m_id, outcome, sentence});
    // Last statement: the receiver may destroy this flow.
    m_parts.scheduler.post([finished = std::move(m_ears.finished), result = std::move(m_result)]() mutable {
        finished(std::move(result));
    });
}

std::optional<base::SteadyTime> CallFlow::deadline() const {
    const auto& limit = m_spec.draft.policy.callTimeout;
    return limit ? std::optional(m_startedAt + *limit) : std::nullopt;
}

// What is on the wire is bounded by its own time limit.
void CallFlow::timeIsUp() {
    if (m_state == State::Done || m_state == State::Looking || m_flight.pending || m_hedge.pending)
        return;
    endWait(journal::WaitEnd::Cancelled);
    finish(CallOutcome::Blocked, QStringLiteral("The call's time limit of %1 has passed.")
                                     .arg(retry::durationText(*m_spec.draft.policy.callTimeout)));
}

} // namespace knockback::session
