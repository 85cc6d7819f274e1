// SPDX-License-Identifier: GPL-3.0-or-later
// How a call waits for its turn at the pacer.
#include "app/http/Url.h"
#include "app/retry/DurationText.h"
#include "app/session/AttemptReview.h"
#include "app/session/CallFlow.h"
#include "app/session/PacingDesk.h"

namespace knockback::session {

using journal::WaitReason;

namespace {

QString placeText(int ahead) {
    return ahead == 0   ? QStringLiteral("this one is next")
           : ahead == 1 ? QStringLiteral("one is before it")
                        : QStringLiteral("%1 are before it").arg(ahead);
}

} // namespace

void CallFlow::passPacer() {
    joinQueue(m_spec.pace ? m_spec.draft.policy.pace : retry::PaceMode::Off);
    if (m_state == State::Holding && m_wait.isNull())
        gateMoved(m_parts.pacing->position(m_flight.place), m_parts.pacing->dueAt(m_flight.place));
}

void CallFlow::joinQueue(retry::PaceMode mode) {
    m_parts.pacing->leave(m_flight.place);
    m_state = State::Holding;
    const auto url = http::parseUrl(m_resolved.request.url);
    m_parts.pacing->join(m_flight.place, m_route, url->path, {mode, m_id.value, m_spec.draft.policy.longestWait},
                         *this);
}

void CallFlow::go() {
    if (!m_wait.isNull())
        endWait(journal::WaitEnd::Elapsed);
    m_afterWait = {};
    // While it waited, another call may have renewed the credential, or its token came to its end …
    if ((m_preparedAt != m_parts.vault.revision() && !prepare()) || renews(Moment::Turn)) {
        m_parts.pacing->leave(m_flight.place);
        m_parts.circuits->leave(m_flight.circuit);
        return;
    }
    // … or the circuit may have opened.
    if (!m_insists && !m_parts.circuits->hasPass(m_flight.circuit)) {
        m_parts.pacing->leave(m_flight.place);
        return passCircuit();
    }
    send();
}

void CallFlow::gateMoved(int ahead, std::optional<base::SteadyTime> due) {
    if (m_state != State::Holding || isTooLate(m_parts.pacing->gateOpensAt(m_flight.place).value_or(now())))
        return;
    const bool visible = !m_wait.isNull();
    if (visible && (m_dueKnown || !due))
        return;
    endWait(journal::WaitEnd::Elapsed);
    m_dueKnown = due.has_value();
    // The pacer wakes this call; the due time is what it looks like now.
    show(WaitReason::Pacing, due,
         due ? QStringLiteral("Paced by the quota of %1: it goes out in %2; %3.")
                   .arg(lane(), retry::durationText(*due - now()), placeText(ahead))
             : QStringLiteral("A first request to %1 is on its way, whose answer tells how much may be sent; %2.")
                   .arg(QString::fromUtf8(m_route.host), placeText(ahead)));
}

// Ends the call when its next attempt could not go out before `due`, and that is later than the policy waits.
bool CallFlow::isTooLate(base::SteadyTime due) {
    const auto& policy = m_spec.draft.policy;
    QString sentence;
    if (due - now() > policy.longestWait)
        sentence = QStringLiteral("The quota of %1 comes back in %2, longer than the %3 that the policy waits; nothing "
                                  "was sent.")
                       .arg(lane(), retry::durationText(due - now()), retry::durationText(policy.longestWait));
    else if (deadline() && due >= *deadline())
        sentence = QStringLiteral("The next attempt would come after the call's time limit of %1.")
                       .arg(retry::durationText(*policy.callTimeout));
    if (sentence.isEmpty())
        return false;
    endWait(journal::WaitEnd::Cancelled);
    finish(CallOutcome::Blocked, sentence);
    return true;
}

bool CallFlow::isBare503(const journal::AttemptRecord& record) const {
    const bool paced = m_spec.pace && m_spec.draft.policy.pace != retry::PaceMode::Off;
    return paced && record.diagnosis.cause == diagnosis::Cause::Overload && !serverWait(record).seconds &&
           record.exchange.attempt().status() == 503;
}

void CallFlow::tellPacer(Flight& flight, const journal::AttemptRecord& record, bool cancelled) {
    using diagnosis::Cause;
    const Cause cause = record.diagnosis.cause;
    const auto wait = serverWait(record);
    const auto readings = retry::paceReadings(record.quota);
    retry::PaceAnswer answer;
    answer.answered = !cancelled && cause != Cause::Network;
    // A server in trouble that says when to come back is not to be asked before that by anybody; and 503 is what nginx
    // turns requests away with that come too fast.
    answer.blocked = cause == Cause::RateLimit || (cause == Cause::Overload && wait.seconds) || isBare503(record);
    if (wait.seconds && !wait.isReset)
        answer.retryAfter = retry::serverSeconds(*wait.seconds);
    answer.readings = readings;
    const auto& timing = record.exchange.attempt().timing;
    answer.age = timing.receive.value_or(base::Microseconds(0));
    answer.roundTrip = timing.connect.value_or(base::Microseconds(0));
    m_parts.pacing->answered(flight.place, answer);
    const std::lock_guard lock(m_parts.limits.mutex);
    m_parts.limits.quota.setLearned(m_route, m_parts.pacing->spacing(flight.place), now());
}

} // namespace knockback::session
