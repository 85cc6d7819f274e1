// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/PaceLane.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>

namespace knockback::retry {

namespace {

using namespace std::chrono_literals;

constexpr auto whenAnswered = base::SteadyTime::max();
// When no answer comes, the room doubles after this long, and again.
constexpr base::Nanoseconds patience = 1s;

template <typename Do>
void forEachGate(std::uint32_t gates, Do&& act) {
    for (; gates != 0; gates &= gates - 1)
        act(static_cast<std::size_t>(std::countr_zero(gates)));
}

} // namespace

std::uint8_t PaceLane::route(const QByteArray& name) {
    for (std::size_t i = 0; i < m_routes.size(); ++i)
        if (m_routes[i].name == name)
            return static_cast<std::uint8_t>(i);
    if (m_routes.size() < mostRoutes) {
        m_routes.emplace_back();
        m_routes.back().name = m_routes.size() < mostRoutes ? name : QByteArray();
    }
    return static_cast<std::uint8_t>(m_routes.size() - 1);
}

void PaceLane::join(PaceSlots& slots, int slot) {
    m_routes[slots[slot].route].queue.insert(slots, slot);
    ++m_waiting;
}

void PaceLane::quit(PaceSlots& slots, int slot) {
    m_routes[slots[slot].route].queue.remove(slots, slot);
    --m_waiting;
}

std::uint32_t PaceLane::gatesOf(const Route& route) const {
    const auto all = static_cast<std::uint32_t>((std::uint64_t(1) << m_gates.size()) - 1);
    return route.known ? route.gates : all;
}

int PaceLane::first(const PaceSlots& slots, base::SteadyTime now) const {
    int best = -1;
    for (const Route& route : m_routes) {
        const int head = route.queue.head;
        if (head < 0 || (best >= 0 && slots[best].order < slots[head].order))
            continue;
        if (opensFor(route, slots[head].mode, now) <= now)
            best = head;
    }
    return best;
}

base::SteadyTime PaceLane::opensAt(const PaceSlots& slots, base::SteadyTime now) const {
    auto soonest = whenAnswered;
    for (const Route& route : m_routes)
        if (!route.queue.isEmpty())
            soonest = std::min(soonest, opensFor(route, slots[route.queue.head].mode, now));
    return soonest;
}

base::SteadyTime PaceLane::opensFor(const Route& route, PaceMode mode, base::SteadyTime now) const {
    auto due = std::max({now, m_closedUntil, route.closedUntil, m_learned.opensAt(now), roomFor(route, mode, now)});
    forEachGate(gatesOf(route), [&](std::size_t i) { due = std::max(due, m_gates[i].opensAt(mode, now)); });
    return due;
}

// Whether one more at once is all right, as far as nobody has announced it.
base::SteadyTime PaceLane::roomFor(const Route& route, PaceMode mode, base::SteadyTime now) const {
    const bool announced = m_known && gatesOf(route) != 0;
    if (m_inFlight < m_room || announced || m_learned.isActive() || mode == PaceMode::Greedy)
        return now;
    return m_lastSent + patience;
}

void PaceLane::sent(PaceSlots& slots, int slot, base::SteadyTime now) {
    PaceSlot& sending = slots[slot];
    sending.gates = gatesOf(m_routes[sending.route]);
    sending.sentAt = now;
    forEachGate(sending.gates, [&](std::size_t i) { m_gates[i].sent(now); });
    m_learned.sent(now);
    if (++m_inFlight > m_room)
        m_room *= 2; // patience is at its end
    m_lastSent = now;
    sending.order = 0;
    m_wire.insert(slots, slot);
}

void PaceLane::answered(PaceSlots& slots, int slot, const PaceAnswer& answer, base::SteadyTime now) {
    m_wire.remove(slots, slot);
    --m_inFlight;
    const PaceSlot back = slots[slot];
    const std::uint32_t named = answer.answered ? readAll(slots, back, answer, now) : 0;
    bool explained = false;
    forEachGate(back.gates | named, [&](std::size_t i) {
        const bool isNamed = (named & (1U << i)) != 0;
        if ((back.gates & (1U << i)) != 0)
            m_gates[i].returned(!isNamed && named == 0);
        explained = explained || (isNamed && m_gates[i].isExhausted());
    });
    if (!answer.answered) {
        m_learned.lost(back.sentAt);
        return;
    }
    Route& route = m_routes[back.route];
    if (named != 0) {
        route.gates |= named;
        route.known = true;
    }
    if (answer.blocked && answer.retryAfter) {
        auto& closed = explained ? route.closedUntil : m_closedUntil;
        closed = std::max(closed, now + std::min<base::Nanoseconds>(*answer.retryAfter, 24h * 3660));
    }
    learn(back, answer, explained, now);
}

std::uint32_t PaceLane::readAll(PaceSlots& slots, const PaceSlot& slot, const PaceAnswer& answer,
                                base::SteadyTime now) {
    std::uint32_t named = 0;
    const PaceEcho heard = echo(slot, answer, now);
    for (const PaceReading& reading : answer.readings) {
        const std::size_t at = gate(slots, reading.bucket);
        if (at >= m_gates.size())
            continue;
        m_gates[at].read(reading, heard, now);
        named |= 1U << at;
    }
    return named;
}

PaceEcho PaceLane::echo(const PaceSlot& slot, const PaceAnswer& answer, base::SteadyTime now) {
    if (answer.roundTrip > 0ns) {
        m_roundTrip = m_connections > 0 ? std::min(m_roundTrip, answer.roundTrip) : answer.roundTrip;
        ++m_connections;
    }
    const auto headAt = std::max(slot.sentAt, now - answer.age);
    const auto took = headAt - slot.sentAt;
    if (m_answerTime == 0ns)
        m_answerTime = took;
    m_answerDeviation += (std::chrono::abs(took - m_answerTime) - m_answerDeviation) / 8;
    m_answerTime += (took - m_answerTime) / 8;
    const auto spread = m_answerDeviation * 3;
    // A single connection may have taken longer than most.
    const auto surely = m_connections < 4 ? m_roundTrip / 2 : m_roundTrip - spread;
    return {slot.sentAt, headAt, answer.blocked, std::max<base::Nanoseconds>(surely, 0ns), spread};
}

// The gate of that bucket. A new one counts what is on its way already; beyond mostGates there is none.
std::size_t PaceLane::gate(PaceSlots& slots, std::uint64_t bucket) {
    for (std::size_t i = 0; i < m_gates.size(); ++i)
        if (m_gates[i].bucket() == bucket)
            return i;
    if (m_gates.size() == mostGates)
        return mostGates;
    m_gates.emplace_back(bucket);
    for (int other = m_wire.head; other >= 0; other = slots[other].next) {
        if (m_routes[slots[other].route].known)
            continue;
        slots[other].gates |= 1U << (m_gates.size() - 1);
        m_gates.back().alsoInFlight();
    }
    return m_gates.size() - 1;
}

void PaceLane::learn(const PaceSlot& slot, const PaceAnswer& answer, bool explained, base::SteadyTime now) {
    m_room = std::min(m_room + 1, 1'000'000);
    m_known = true;
    if (!answer.blocked)
        m_learned.passed(slot.sentAt, now);
    else if (!explained)
        m_learned.blocked(slot.sentAt, answer.retryAfter.has_value(), now);
}

bool PaceLane::shareGates(const Route& route, const Route& other) const {
    const auto gates = gatesOf(route);
    return &route == &other || gates == 0 || (gatesOf(other) & gates) != 0;
}

int PaceLane::position(const PaceSlots& slots, int slot) const {
    int ahead = 0;
    const Route& own = m_routes[slots[slot].route];
    for (const Route& route : m_routes) {
        const PaceQueue& queue = route.queue;
        if (queue.isEmpty() || !shareGates(own, route))
            continue;
        // Nearly always it came last, or came back to the front.
        ++m_looks;
        if (slots[queue.tail].order <= slots[slot].order) {
            ahead += queue.size - (&route == &own ? 1 : 0);
            continue;
        }
        for (int other = queue.head; slots[other].order <= slots[slot].order; other = slots[other].next, ++m_looks)
            ahead += other != slot;
    }
    return ahead;
}

std::optional<base::SteadyTime> PaceLane::forecast(const PaceSlots& slots, int slot, base::SteadyTime now) const {
    return forecast(m_routes[slots[slot].route], slots[slot].mode, position(slots, slot), now);
}

std::optional<base::SteadyTime> PaceLane::forecast(const Route& route, PaceMode mode, int ahead,
                                                   base::SteadyTime now) const {
    if (!m_known && mode != PaceMode::Greedy)
        return std::nullopt;
    std::optional due = std::max({now, m_closedUntil, route.closedUntil, m_learned.opensAt(now)});
    *due += m_learned.interval() * ahead;
    forEachGate(gatesOf(route), [&](std::size_t i) {
        const auto at = m_gates[i].forecast(mode, ahead, now);
        due = due && at ? std::optional(std::max(*due, *at)) : std::nullopt;
    });
    return due;
}

void PaceLane::eachWaiting(const PaceSlots& slots, base::SteadyTime now, const Visit& visit) const {
    std::array<int, mostRoutes> at{};   // how far each queue is walked
    std::array<int, mostRoutes> went{}; // how many of it were visited
    for (std::size_t i = 0; i < m_routes.size(); ++i)
        at[i] = m_routes[i].queue.head;
    for (int left = m_waiting; left > 0; --left, ++m_looks) {
        std::size_t next = mostRoutes;
        for (std::size_t i = 0; i < m_routes.size(); ++i)
            if (at[i] >= 0 && (next == mostRoutes || slots[at[i]].order < slots[at[next]].order))
                next = i;
        int ahead = 0;
        for (std::size_t i = 0; i < m_routes.size(); ++i)
            ahead += shareGates(m_routes[next], m_routes[i]) ? went[i] : 0;
        const int slot = at[next];
        at[next] = slots[slot].next;
        ++went[next];
        visit(slot, ahead, forecast(m_routes[next], slots[slot].mode, ahead, now));
    }
}

} // namespace knockback::retry
