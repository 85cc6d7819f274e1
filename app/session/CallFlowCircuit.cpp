// SPDX-License-Identifier: GPL-3.0-or-later
// How a call passes the circuit of its host, or waits in front of it.
#include "app/retry/DurationText.h"
#include "app/session/AttemptReview.h"
#include "app/session/CallFlow.h"
#include "app/session/PacingDesk.h"

namespace knockback::session {

using journal::WaitReason;

QByteArray circuitName(const ratelimit::RouteKey& route, retry::CircuitScope scope) {
    if (scope == retry::CircuitScope::Host)
        return route.host;
    QByteArray name = route.host + " · " + route.endpoint;
    if (!route.credential.isEmpty())
        name += " · " + route.credential;
    return name;
}

namespace {

QString circuitSentence(const CircuitDesk& desk, const CircuitDesk::Place& place,
                        std::optional<base::Nanoseconds> left) {
    const QString name = QString::fromUtf8(place.circuit);
    if (desk.isOpenByHand(place))
        return QStringLiteral("The circuit to %1 was opened by hand; close it or cancel.").arg(name);
    if (left)
        return QStringLiteral("The circuit to %1 is open: %2. The next probe goes out in %3.")
            .arg(name, desk.reason(place), retry::durationText(*left));
    return QStringLiteral("The circuit to %1 is open: %2. A probe is on its way, whose answer decides.")
        .arg(name, desk.reason(place));
}

} // namespace

CircuitDesk::Wish CallFlow::circuitWish() const {
    const auto& policy = m_spec.draft.policy.circuit;
    // A path may hold a secret, and this name is shown and stored.
    const QByteArray name = circuitName(m_route, policy.scope);
    return {policy.scope == retry::CircuitScope::Host ? name : m_parts.redactor().redact(name), policy, lane()};
}

void CallFlow::passCircuit() {
    if (m_insists) { // on going out whatever circuit and pacer say; the pass of an earlier attempt is used up
        m_parts.circuits->leave(m_flight.circuit);
        m_flight.circuit = {circuitWish().circuit, {}};
        return joinQueue(retry::PaceMode::Off);
    }
    m_state = State::Holding;
    m_parts.circuits->join(m_flight.circuit, circuitWish(), m_id, *this);
    if (m_parts.circuits->hasPass(m_flight.circuit))
        return passPacer();
    m_parts.pacing->leave(m_flight.place);
    if (!standInForCircuit())
        holdAtCircuit();
}

void CallFlow::circuitMoved() {
    if (m_state != State::Holding)
        return;
    if (m_parts.circuits->hasPass(m_flight.circuit)) {
        endWait(journal::WaitEnd::Elapsed);
        return passPacer();
    }
    m_parts.pacing->leave(m_flight.place);
    holdAtCircuit();
}

// One wait, told again only when the reason or the time changes; it ends at the policy's longest at the latest.
void CallFlow::holdAtCircuit() {
    const auto due = m_parts.circuits->opensAt(m_flight.circuit);
    const bool byHand = m_parts.circuits->isOpenByHand(m_flight.circuit);
    if (!m_circuitWait)
        m_circuitWait = CircuitWait{now() + m_spec.draft.policy.longestWait};
    if (due && *due > m_circuitWait->limit)
        return giveUpAtCircuit(QStringLiteral("stays open for %1 more").arg(retry::durationText(*due - now())));
    if (due && isTooLate(*due))
        return;
    const bool told = !m_wait.isNull() && m_waitReason == WaitReason::OpenCircuit && m_circuitWait->byHand == byHand &&
                      m_circuitWait->due.has_value() == due.has_value() &&
                      (!due || *due < *m_circuitWait->due + std::chrono::seconds(1));
    if (told)
        return;
    m_circuitWait->byHand = byHand;
    m_circuitWait->due = due;
    endWait(journal::WaitEnd::Elapsed);
    show(WaitReason::OpenCircuit, due,
         circuitSentence(*m_parts.circuits, m_flight.circuit, due ? std::optional(*due - now()) : std::nullopt));
    m_timer = m_parts.scheduler.at(m_circuitWait->limit, [this] { giveUpAtCircuit(QStringLiteral("is still open")); });
}

void CallFlow::giveUpAtCircuit(const QString& how) {
    endWait(journal::WaitEnd::Cancelled);
    finish(CallOutcome::Blocked,
           QStringLiteral("The circuit to %1 %2, and the policy waits %3 for it at most; nothing was sent.")
               .arg(QString::fromUtf8(m_flight.circuit.circuit), how,
                    retry::durationText(m_spec.draft.policy.longestWait)));
}

void CallFlow::tellCircuit(const Flight& flight, const journal::AttemptRecord& record, bool cancelled) {
    using diagnosis::Cause;
    // As long as fewer requests a second may be the cure, the circuit is left out of it.
    const bool mayBeTooFast = isBare503(record) && m_parts.pacing->spacing(flight.place) < std::chrono::seconds(1);
    if (cancelled || mayBeTooFast)
        return m_parts.circuits->answeredNothing(flight.circuit);
    const Cause cause = record.diagnosis.cause;
    const bool failed = cause == Cause::Overload || cause == Cause::Network;
    const auto asked = failed ? serverWait(record).seconds : std::nullopt;
    m_parts.circuits->answered(flight.circuit, failed, now() - flight.sentAt, retry::serverSeconds(asked.value_or(0)));
}

} // namespace knockback::session
