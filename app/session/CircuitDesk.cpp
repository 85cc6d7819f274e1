// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CircuitDesk.h"

#include "app/retry/DurationText.h"
#include "app/session/EngineParts.h"

namespace knockback::session {

namespace {
constexpr std::size_t mostCircuits = 1000;
}

void CircuitDesk::join(Place& place, const Wish& wish, base::CallId call, HeldCall& held) {
    leave(place);
    place = {wish.circuit, {}, call.value, !wish.policy.enabled};
    {
        const std::lock_guard lock(m_limits.mutex);
        makeRoom();
        auto& circuit = m_limits.circuits[wish.circuit];
        const bool closed = circuit.breaker.state(now()) == retry::BreakerState::Closed;
        // The rules of a call without circuits are no reason to let go of those who wait.
        if (wish.policy.enabled || closed)
            circuit.breaker.follow(wish.policy);
        if (closed || circuit.lane.isEmpty())
            circuit.lane = wish.lane;
    }
    Line& line = m_lines[wish.circuit];
    // Nobody overtakes those who wait for a probe.
    if (place.exempt ? hasPass(place) : line.waiting.empty() && tryPass(place)) {
        line.passed[place.order] = {&held, &place};
        return;
    }
    line.waiting[place.order] = {&held, &place};
    countWaiting(wish.circuit);
    if (const auto opens = opensAt(place))
        movedSoon(wish.circuit, *opens);
}

bool CircuitDesk::hasPass(const Place& place) const {
    const std::lock_guard lock(m_limits.mutex);
    const auto found = m_limits.circuits.find(place.circuit);
    if (found == m_limits.circuits.end())
        return false;
    const auto& breaker = found->second.breaker;
    return place.exempt ? !breaker.isOpenByHand() : place.pass.round != 0 && breaker.holds(place.pass);
}

bool CircuitDesk::tryPass(Place& place) {
    if (place.exempt)
        return hasPass(place);
    {
        const std::lock_guard lock(m_limits.mutex);
        const auto pass = m_limits.circuits[place.circuit].breaker.pass(now());
        place.pass = pass.value_or(retry::CircuitPass{});
    }
    if (place.pass.isProbe)
        tellHalfOpen(place.circuit);
    return place.pass.round != 0;
}

bool CircuitDesk::slipThrough(Place& place, const Wish& wish) {
    const std::lock_guard lock(m_limits.mutex);
    auto& breaker = m_limits.circuits[wish.circuit].breaker;
    if (breaker.state(now()) != retry::BreakerState::Closed)
        return false;
    place = {wish.circuit, breaker.pass(now()).value_or(retry::CircuitPass{}), 0, !wish.policy.enabled};
    return true;
}

void CircuitDesk::sent(Place& place) {
    Line& line = m_lines[place.circuit];
    line.passed.erase(place.order);
    const bool waited = line.waiting.erase(place.order) > 0;
    place.order = 0;
    if (waited)
        countWaiting(place.circuit);
}

void CircuitDesk::answered(const Place& place, bool failed, base::Nanoseconds took, base::Nanoseconds asked) {
    bool changed = false;
    bool opened = false;
    {
        const std::lock_guard lock(m_limits.mutex);
        auto& breaker = m_limits.circuits[place.circuit].breaker;
        changed = breaker.finished(place.pass, failed, now(), took, asked);
        opened = changed && breaker.state(now()) != retry::BreakerState::Closed;
    }
    if (changed)
        tell(place.circuit);
    // Several probes may be allowed, so each answer may make room for the next.
    if (changed || place.pass.isProbe)
        moved(place.circuit, opened);
}

void CircuitDesk::answeredNothing(const Place& place) {
    {
        const std::lock_guard lock(m_limits.mutex);
        m_limits.circuits[place.circuit].breaker.abandoned(place.pass);
    }
    if (place.pass.isProbe)
        movedSoon(place.circuit, now());
}

void CircuitDesk::leave(Place& place) {
    if (place.order == 0)
        return;
    Line& line = m_lines[place.circuit];
    const bool waited = line.waiting.erase(place.order) > 0;
    line.passed.erase(place.order);
    place.order = 0;
    if (waited)
        countWaiting(place.circuit);
    else
        answeredNothing(place);
    place.pass = {};
}

bool CircuitDesk::isOpenByHand(const Place& place) const {
    const std::lock_guard lock(m_limits.mutex);
    const auto found = m_limits.circuits.find(place.circuit);
    return found != m_limits.circuits.end() && found->second.breaker.isOpenByHand();
}

std::optional<base::SteadyTime> CircuitDesk::opensAt(const Place& place) const {
    const std::lock_guard lock(m_limits.mutex);
    const auto found = m_limits.circuits.find(place.circuit);
    return found != m_limits.circuits.end() ? found->second.breaker.opensAt(now()) : std::nullopt;
}

QString CircuitDesk::reason(const Place& place) const {
    const std::lock_guard lock(m_limits.mutex);
    const auto found = m_limits.circuits.find(place.circuit);
    return found != m_limits.circuits.end() ? found->second.breaker.reason() : QString();
}

void CircuitDesk::openByHand(const QByteArray& circuit) {
    {
        const std::lock_guard lock(m_limits.mutex);
        const auto found = m_limits.circuits.find(circuit);
        if (found == m_limits.circuits.end() || found->second.breaker.isOpenByHand())
            return;
        found->second.breaker.openByHand(now());
    }
    tell(circuit, true);
    moved(circuit, true);
}

void CircuitDesk::closeByHand(const QByteArray& circuit) {
    {
        const std::lock_guard lock(m_limits.mutex);
        const auto found = m_limits.circuits.find(circuit);
        if (found == m_limits.circuits.end() || found->second.breaker.state(now()) == retry::BreakerState::Closed)
            return;
        found->second.breaker.closeByHand();
    }
    tell(circuit, true);
    moved(circuit, false);
}

void CircuitDesk::addPlaces(std::vector<PlaceInLine>& places) const {
    for (const auto& [circuit, line] : m_lines) {
        if (line.waiting.empty())
            continue;
        const auto opens = opensAt(*line.waiting.begin()->second.place);
        int ahead = 0;
        for (const auto& [order, standing] : line.waiting)
            places.push_back({{order}, ahead++, opens});
    }
}

// A circuit that is closed and that nobody uses may be forgotten. Called with the lock held.
void CircuitDesk::makeRoom() {
    if (m_limits.circuits.size() < mostCircuits)
        return;
    std::erase_if(m_limits.circuits, [this](const auto& entry) {
        const auto line = m_lines.find(entry.first);
        const bool idle = line == m_lines.end() || (line->second.waiting.empty() && line->second.passed.empty());
        if (!idle || entry.second.breaker.state(now()) != retry::BreakerState::Closed)
            return false;
        m_lines.erase(entry.first);
        return true;
    });
}

void CircuitDesk::movedSoon(const QByteArray& circuit, base::SteadyTime at) {
    m_lines[circuit].timer = m_scheduler.at(at, [this, circuit] { moved(circuit, false); });
}

void CircuitDesk::moved(const QByteArray& circuit, bool opened) {
    Line& line = m_lines[circuit];
    std::set<std::uint64_t> concerned;
    if (opened) {
        // Who had a pass and has not used it waits again, in its old place.
        for (auto it = line.passed.begin(); it != line.passed.end();)
            if (it->second.place->exempt && hasPass(*it->second.place))
                ++it;
            else
                line.waiting.insert(line.passed.extract(it++));
        for (const auto& [order, standing] : line.waiting) {
            standing.place->pass = {};
            concerned.insert(order);
        }
    }
    letPass(line, concerned);
    countWaiting(circuit);
    if (!line.waiting.empty())
        if (const auto opens = opensAt(*line.waiting.begin()->second.place))
            movedSoon(circuit, *opens);
    // Those who hear of it may leave, and others with them.
    for (const auto order : concerned) {
        const auto present = m_lines.find(circuit);
        if (present == m_lines.end())
            return;
        const auto& [waiting, passed, timer, told] = present->second;
        if (const auto it = waiting.find(order); it != waiting.end())
            it->second.call->circuitMoved();
        else if (const auto other = passed.find(order); other != passed.end())
            other->second.call->circuitMoved();
    }
}

void CircuitDesk::letPass(Line& line, std::set<std::uint64_t>& concerned) {
    while (!line.waiting.empty() && tryPass(*line.waiting.begin()->second.place)) {
        concerned.insert(line.waiting.begin()->first);
        line.passed.insert(line.waiting.extract(line.waiting.begin()));
    }
}

void CircuitDesk::countWaiting(const QByteArray& circuit) {
    if (m_lines[circuit].waiting.empty())
        m_lines[circuit].timer.cancel();
    const std::lock_guard lock(m_limits.mutex);
    if (const auto found = m_limits.circuits.find(circuit); found != m_limits.circuits.end())
        found->second.waiting = static_cast<int>(m_lines[circuit].waiting.size());
}

void CircuitDesk::tell(const QByteArray& circuit, bool byHand) {
    journal::CircuitChanged change;
    QString reason;
    {
        const std::lock_guard lock(m_limits.mutex);
        const auto& [breaker, lane, waiting] = m_limits.circuits[circuit];
        change.lane = lane;
        change.state = breaker.state(now()) == retry::BreakerState::Closed ? journal::CircuitState::Closed
                                                                           : journal::CircuitState::Open;
        change.until = breaker.openUntil();
        reason = breaker.reason();
    }
    change.circuit = QString::fromUtf8(circuit);
    change.byHand = byHand;
    const bool open = change.state == journal::CircuitState::Open;
    if (!open)
        change.until = {};
    if (open && byHand)
        change.sentence = QStringLiteral("The circuit to %1 was opened by hand; nothing is sent until it is closed.")
                              .arg(change.circuit);
    else if (open)
        change.sentence = QStringLiteral("The circuit to %1 is open for %2: %3.")
                              .arg(change.circuit, retry::durationText(change.until - now()), reason);
    else
        change.sentence = byHand ? QStringLiteral("The circuit to %1 was closed by hand.").arg(change.circuit)
                                 : QStringLiteral("%1 answers again; the circuit is closed.").arg(change.circuit);
    m_lines[circuit].toldHalfOpen = false;
    m_journal.append(std::move(change));
}

void CircuitDesk::tellHalfOpen(const QByteArray& circuit) {
    if (std::exchange(m_lines[circuit].toldHalfOpen, true))
        return;
    journal::CircuitChanged change;
    {
        const std::lock_guard lock(m_limits.mutex);
        change.lane = m_limits.circuits[circuit].lane;
    }
    change.state = journal::CircuitState::HalfOpen;
    change.circuit = QString::fromUtf8(circuit);
    change.sentence = QStringLiteral("The circuit to %1 is half-open: a probe decides.").arg(change.circuit);
    m_journal.append(std::move(change));
}

} // namespace knockback::session
