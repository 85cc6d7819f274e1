// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CircuitDesk.h"

#include "app/http/Url.h"
#include "ui/shell/OfferUndo.h"

namespace knockback::ui {

using diagnosis::Cause;
using retry::BreakerState;

CircuitDesk::CircuitDesk(Backend& backend, CallTracker& tracker, MessageBar& undo, QObject* parent)
    : QObject(parent)
    , m_backend(backend)
    , m_tracker(tracker)
    , m_undo(undo) {}

void CircuitDesk::open(const QString& circuit) {
    m_backend.openCircuit(circuit);
    offerUndo(m_undo, Cause::Overload,
              tr("The circuit of %1 is open by hand: nothing is sent there until it is closed.").arg(circuit),
              [this, circuit] { m_backend.closeCircuit(circuit); });
}

void CircuitDesk::close(const QString& circuit) {
    m_backend.closeCircuit(circuit);
    offerUndo(m_undo, Cause::None, tr("The circuit of %1 is closed: requests go there again.").arg(circuit),
              [this, circuit] { m_backend.openCircuit(circuit); });
}

// A call that is held back did not tell yet where it goes; the one before it did.
QString CircuitDesk::hostOf(base::CallId call) const {
    const auto* state = m_tracker.find(call);
    if (!state || !state->host.isEmpty())
        return state ? state->host : QString();
    const auto before = m_tracker.lastAnswerOf(state->requestName);
    const auto url = before ? http::parseUrl(before->exchange.attempt().request.url) : std::nullopt;
    return url ? QString::fromUtf8(url->authority()) : QString();
}

void CircuitDesk::toggleOf(base::CallId call) {
    const QString host = hostOf(call);
    for (const auto& circuit : m_backend.limits().circuits) {
        // A circuit of one bucket of the host is named after the host and more.
        if (host.isEmpty() || !(circuit.lane == host || circuit.lane.startsWith(host + QStringLiteral(" · "))))
            continue;
        return circuit.state == BreakerState::Closed ? open(circuit.lane) : close(circuit.lane);
    }
    m_undo.say(Cause::ClientError, tr("This request was not sent yet: there is no circuit to open or close."));
}

std::vector<PaletteEntry> CircuitDesk::entries() {
    std::vector<PaletteEntry> entries;
    for (const auto& circuit : m_backend.limits().circuits) {
        const QString& name = circuit.lane;
        if (circuit.state == BreakerState::Closed)
            entries.push_back(
                {tr("Circuit"), tr("Open the circuit of %1 by hand").arg(name), {}, [this, name] { open(name); }});
        else
            entries.push_back(
                {tr("Circuit"), tr("Close the circuit of %1").arg(name), {}, [this, name] { close(name); }});
    }
    return entries;
}

} // namespace knockback::ui
