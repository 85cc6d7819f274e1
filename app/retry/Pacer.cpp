// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/Pacer.h"

#include <QHashFunctions>

#include <algorithm>

namespace knockback::retry {

namespace {

constexpr std::size_t mostLanes = 4096;

bool isIdentifier(QByteArrayView segment) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return segment.size() > 24 || std::any_of(segment.begin(), segment.end(), isDigit);
}

bool saysNothing(QByteArrayView segment) {
    const bool version = segment.size() <= 4 && segment.startsWith('v') && isIdentifier(segment);
    return segment.isEmpty() || version || segment == QByteArrayView("api") || segment == QByteArrayView("rest");
}

} // namespace

std::size_t Pacer::Hash::operator()(const Key& key) const noexcept {
    return qHash(key.provider, qHash(key.credential));
}

Pacer::Lane Pacer::lane(const ratelimit::RouteKey& route) {
    const auto known = m_names.find(Key{route.provider, route.credential});
    if (known != m_names.end())
        return known->second;
    if (m_names.size() >= mostLanes)
        forgetIdle();
    Lane lane = static_cast<Lane>(m_lanes.size());
    if (m_unused.empty()) {
        m_lanes.emplace_back();
    } else {
        lane = m_unused.back();
        m_unused.pop_back();
    }
    m_lanes[lane] = std::make_unique<PaceLane>();
    m_names.emplace(Key{route.provider, route.credential}, lane);
    return lane;
}

void Pacer::forgetIdle() {
    for (auto it = m_names.begin(); it != m_names.end();) {
        if (m_lanes[it->second]->isIdle()) {
            m_lanes[it->second].reset();
            m_unused.push_back(it->second);
            it = m_names.erase(it);
        } else {
            ++it;
        }
    }
}

PaceTicket Pacer::enqueue(Lane lane, const QByteArray& path, std::uint64_t order, PaceMode mode) {
    const int slot = m_slots.take();
    PaceSlot& waiting = m_slots[slot];
    waiting.state = PaceSlot::State::Waiting;
    waiting.mode = mode;
    waiting.lane = lane;
    waiting.order = order;
    waiting.route = m_lanes[lane]->route(path);
    m_lanes[lane]->join(m_slots, slot);
    return m_slots.ticket(slot);
}

std::optional<PaceTicket> Pacer::takeNext(Lane lane, base::SteadyTime now) {
    const int slot = m_lanes[lane] ? m_lanes[lane]->first(m_slots, now) : -1;
    if (slot < 0)
        return std::nullopt;
    const PaceTicket ticket = m_slots.ticket(slot);
    push(ticket, now);
    return ticket;
}

std::optional<base::SteadyTime> Pacer::opensAt(Lane lane, base::SteadyTime now) const {
    const auto at = m_lanes[lane] ? m_lanes[lane]->opensAt(m_slots, now) : base::SteadyTime::max();
    return at < base::SteadyTime::max() ? std::optional(at) : std::nullopt;
}

void Pacer::push(PaceTicket ticket, base::SteadyTime now) {
    const int slot = m_slots.of(ticket);
    if (slot < 0 || m_slots[slot].state != PaceSlot::State::Waiting)
        return;
    PaceLane& lane = *m_lanes[m_slots[slot].lane];
    lane.quit(m_slots, slot);
    m_slots[slot].state = PaceSlot::State::OnTheWire;
    lane.sent(m_slots, slot, now);
}

void Pacer::answered(PaceTicket ticket, const PaceAnswer& answer, base::SteadyTime now) {
    const int slot = m_slots.of(ticket);
    if (slot < 0 || m_slots[slot].state != PaceSlot::State::OnTheWire)
        return;
    m_lanes[m_slots[slot].lane]->answered(m_slots, slot, answer, now);
    m_slots.free(slot);
}

void Pacer::leave(PaceTicket ticket, base::SteadyTime now) {
    const int slot = m_slots.of(ticket);
    if (slot < 0)
        return;
    if (m_slots[slot].state == PaceSlot::State::OnTheWire)
        return answered(ticket, {.answered = false}, now);
    m_lanes[m_slots[slot].lane]->quit(m_slots, slot);
    m_slots.free(slot);
}

int Pacer::position(PaceTicket ticket) const {
    const int slot = m_slots.of(ticket);
    const bool waits = slot >= 0 && m_slots[slot].state == PaceSlot::State::Waiting;
    return waits ? m_lanes[m_slots[slot].lane]->position(m_slots, slot) : 0;
}

std::optional<base::SteadyTime> Pacer::dueAt(PaceTicket ticket, base::SteadyTime now) const {
    const int slot = m_slots.of(ticket);
    if (slot < 0)
        return std::nullopt;
    const bool waits = m_slots[slot].state == PaceSlot::State::Waiting;
    return waits ? m_lanes[m_slots[slot].lane]->forecast(m_slots, slot, now) : std::optional(m_slots[slot].sentAt);
}

void Pacer::eachWaiting(Lane lane, base::SteadyTime now, const Visit& visit) const {
    if (!m_lanes[lane])
        return;
    m_lanes[lane]->eachWaiting(m_slots, now, [&](int slot, int ahead, std::optional<base::SteadyTime> due) {
        visit(m_slots.ticket(slot), m_slots[slot].order, ahead, due);
    });
}

std::optional<base::SteadyTime> Pacer::gateOpensAt(PaceTicket ticket, base::SteadyTime now) const {
    const int slot = m_slots.of(ticket);
    if (slot < 0 || m_slots[slot].state != PaceSlot::State::Waiting)
        return std::nullopt;
    const auto at = m_lanes[m_slots[slot].lane]->gateOpensAt(m_slots[slot], now);
    return at < base::SteadyTime::max() ? std::optional(at) : std::nullopt;
}

base::Nanoseconds Pacer::learnedSpacing(Lane lane) const {
    return m_lanes[lane] ? m_lanes[lane]->learned().spacing() : base::Nanoseconds(0);
}

QByteArray paceRoute(QByteArrayView path) {
    QByteArray route;
    int kept = 0;
    qsizetype from = 0;
    const auto end = path.indexOf('?') >= 0 ? path.indexOf('?') : path.size();
    while (from < end && kept < 2) {
        auto to = path.indexOf('/', from);
        if (to < 0 || to > end)
            to = end;
        const auto segment = path.sliced(from, to - from);
        from = to + 1;
        if (saysNothing(segment))
            continue;
        route += '/';
        if (!isIdentifier(segment))
            route += segment;
        ++kept;
    }
    return route;
}

} // namespace knockback::retry
