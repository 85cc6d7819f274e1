// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/PacingDesk.h"

#include <algorithm>

namespace knockback::session {

PacingDesk::LaneState& PacingDesk::state(retry::Pacer::Lane lane) {
    if (lane >= m_lanes.size())
        m_lanes.resize(lane + 1);
    return m_lanes[lane];
}

void PacingDesk::join(Place& place, const ratelimit::RouteKey& route, QByteArrayView path, const Wish& wish,
                      PacedCall& call) {
    place.lane = m_pacer.lane(route);
    static_cast<void>(state(place.lane));
    place.ticket = m_pacer.enqueue(place.lane, retry::paceRoute(path), wish.order, wish.mode);
    if (wish.mode == retry::PaceMode::Off) {
        m_pacer.push(place.ticket, now());
        return call.go();
    }
    m_shortestWish = std::min(m_shortestWish, wish.longestWait);
    if (place.ticket.slot >= m_waiting.size())
        m_waiting.resize(place.ticket.slot + 1);
    m_waiting[place.ticket.slot] = {place.lane, &call};
    release(place.lane);
}

bool PacingDesk::pass(Place& place, const ratelimit::RouteKey& route, QByteArrayView path, retry::PaceMode mode) {
    place.lane = m_pacer.lane(route);
    place.ticket = m_pacer.enqueue(place.lane, retry::paceRoute(path), ~std::uint64_t(0), mode);
    const auto opens = gateOpensAt(place);
    if (mode != retry::PaceMode::Off && (position(place) > 0 || !opens || *opens > now())) {
        m_pacer.leave(std::exchange(place.ticket, {}), now());
        return false;
    }
    m_pacer.push(place.ticket, now());
    return true;
}

void PacingDesk::answered(Place& place, const retry::PaceAnswer& answer) {
    const auto ticket = std::exchange(place.ticket, {});
    if (ticket.isNull())
        return;
    m_pacer.answered(ticket, answer, now());
    release(place.lane);
    LaneState& lane = state(place.lane);
    const bool nowKnown = answer.answered && !std::exchange(lane.known, lane.known || answer.answered);
    const auto opens = m_pacer.opensAt(place.lane, now());
    if (!nowKnown && (!opens || *opens - now() <= m_shortestWish || *opens <= lane.toldOf))
        return;
    lane.toldOf = opens.value_or(lane.toldOf);
    tellWaiting(place.lane);
}

void PacingDesk::leave(Place& place) {
    const auto ticket = std::exchange(place.ticket, {});
    if (ticket.isNull())
        return;
    if (ticket.slot < m_waiting.size())
        m_waiting[ticket.slot].second = nullptr;
    m_pacer.leave(ticket, now());
    // Not from in here: the one that leaves may be on its way out of a release.
    state(place.lane).timer = m_scheduler.at(now(), [this, lane = place.lane] { release(lane); });
}

void PacingDesk::release(retry::Pacer::Lane lane) {
    while (const auto ticket = m_pacer.takeNext(lane, now())) {
        if (auto* call = std::exchange(m_waiting[ticket->slot].second, nullptr))
            call->go();
    }
    auto& timer = state(lane).timer;
    timer.cancel();
    if (const auto at = m_pacer.opensAt(lane, now()))
        timer = m_scheduler.at(*at, [this, lane] { release(lane); });
}

void PacingDesk::tellWaiting(retry::Pacer::Lane lane) {
    struct News {
        retry::PaceTicket ticket;
        int ahead;
        std::optional<base::SteadyTime> due;
    };
    std::vector<News> news;
    m_pacer.eachWaiting(lane, now(), [&](retry::PaceTicket ticket, std::uint64_t, int ahead, auto due) {
        news.push_back({ticket, ahead, due});
    });
    // Who hears of it may leave; a slot that is taken again at once belongs to one who knows it already.
    for (const News& one : news)
        if (auto* call = m_waiting[one.ticket.slot].second)
            call->gateMoved(one.ahead, one.due);
}

void PacingDesk::addPlaces(std::vector<PlaceInLine>& places) const {
    for (retry::Pacer::Lane lane = 0; lane < m_lanes.size(); ++lane)
        m_pacer.eachWaiting(lane, now(), [&](retry::PaceTicket, std::uint64_t order, int ahead, auto due) {
            places.push_back({{order}, ahead, due});
        });
}

std::uint64_t PacingDesk::looks() const {
    std::uint64_t looks = 0;
    for (retry::Pacer::Lane lane = 0; lane < m_lanes.size(); ++lane)
        looks += m_pacer.looks(lane);
    return looks;
}

std::optional<base::SteadyTime> PacingDesk::dueAt(const Place& place) const {
    return m_pacer.dueAt(place.ticket, now());
}

std::optional<base::SteadyTime> PacingDesk::gateOpensAt(const Place& place) const {
    return m_pacer.gateOpensAt(place.ticket, now());
}

} // namespace knockback::session
