// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/retry/Pacer.h"
#include "app/session/PlaceInLine.h"

#include <vector>

namespace knockback::session {

// A call that asks the pacer before it sends.
class PacedCall {
public:
    // It may send now, and counts as on the wire.
    virtual void go() = 0;
    // More is known of when it may: so many go before it, and it goes about then.
    virtual void gateMoved(int ahead, std::optional<base::SteadyTime> due) = 0;

protected:
    ~PacedCall() = default;
};

// Keeps the pacer's queues moving: knows which call stands behind which ticket, and wakes each lane when its gate
// opens. Engine thread; calls leave before they are destroyed.
class PacingDesk {
public:
    struct Place {
        retry::Pacer::Lane lane = 0;
        retry::PaceTicket ticket;
    };

    explicit PacingDesk(base::Scheduler& scheduler) : m_scheduler(scheduler) {}

    struct Wish {
        retry::PaceMode mode = retry::PaceMode::Burst;
        std::uint64_t order = 0;         // lower goes first; the call's number
        base::Nanoseconds longestWait{}; // it wants to hear of a gate that is closed for longer
    };
    // Takes a place in the queue; `call` may go before this returns. With PaceMode::Off it does.
    void join(Place& place, const ratelimit::RouteKey& route, QByteArrayView path, const Wish& wish, PacedCall& call);
    // Goes now, beside the queue, when its gate is open and nobody waits there; false when not.
    [[nodiscard]] bool pass(Place& place, const ratelimit::RouteKey& route, QByteArrayView path, retry::PaceMode mode);
    void answered(Place& place, const retry::PaceAnswer& answer);
    // Cancelled, or gone. Without effect when there is no place any more.
    void leave(Place& place);

    // Adds all that wait. One walk along the queues.
    void addPlaces(std::vector<PlaceInLine>& places) const;
    // How many places in queues were looked at so far, see PaceLane.
    [[nodiscard]] std::uint64_t looks() const;
    [[nodiscard]] int position(const Place& place) const { return m_pacer.position(place.ticket); }
    // About when it may go; nothing while nobody knows.
    [[nodiscard]] std::optional<base::SteadyTime> dueAt(const Place& place) const;
    // When the first one in its queue may; nothing while only an answer can tell.
    [[nodiscard]] std::optional<base::SteadyTime> gateOpensAt(const Place& place) const;
    // How far apart requests are sent there since some were turned away without a word why; 0 = not held back.
    [[nodiscard]] base::Nanoseconds spacing(const Place& place) const { return m_pacer.learnedSpacing(place.lane); }

private:
    struct LaneState {
        base::TimerHandle timer;
        bool known = false;
        base::SteadyTime toldOf{}; // the opening that waiting calls were told of last
    };
    LaneState& state(retry::Pacer::Lane lane);
    void release(retry::Pacer::Lane lane);
    void tellWaiting(retry::Pacer::Lane lane);
    [[nodiscard]] base::SteadyTime now() const { return m_scheduler.clock().steadyNow(); }

    base::Scheduler& m_scheduler;
    base::Nanoseconds m_shortestWish = base::Nanoseconds::max();
    retry::Pacer m_pacer;
    std::vector<LaneState> m_lanes;
    std::vector<std::pair<retry::Pacer::Lane, PacedCall*>> m_waiting; // by a ticket's slot; null = nobody
};

} // namespace knockback::session
