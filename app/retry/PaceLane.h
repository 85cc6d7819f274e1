// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/LearnedRate.h"
#include "app/retry/PaceGate.h"
#include "app/retry/PaceQueue.h"

#include <QByteArray>

#include <functional>

namespace knockback::retry {

// All that goes to one provider with one credential: its routes, each with a queue, and the gates of the buckets that
// answers have announced. A route passes those gates that its own answers named, or all of them as long as it has none.
// What nobody announced is learned: how many requests at once (that many more with every answer, as TCP starts), and
// how fast. Indices are slots of `slots`, which all lanes of a pacer share.
class PaceLane {
public:
    static constexpr std::size_t mostGates = 32;
    static constexpr std::size_t mostRoutes = 16; // the last one is for all others

    // The route of that name; made when it is new.
    [[nodiscard]] std::uint8_t route(const QByteArray& name);

    void join(PaceSlots& slots, int slot);
    void quit(PaceSlots& slots, int slot);
    // The slot that may go now, still in its queue; -1 = none.
    [[nodiscard]] int first(const PaceSlots& slots, base::SteadyTime now) const;
    // When first() is worth asking again: base::SteadyTime::max() when only an answer helps, or nobody waits.
    [[nodiscard]] base::SteadyTime opensAt(const PaceSlots& slots, base::SteadyTime now) const;

    // The same for the queue of one slot.
    [[nodiscard]] base::SteadyTime gateOpensAt(const PaceSlot& slot, base::SteadyTime now) const {
        return opensFor(m_routes[slot.route], slot.mode, now);
    }

    void sent(PaceSlots& slots, int slot, base::SteadyTime now);
    void answered(PaceSlots& slots, int slot, const PaceAnswer& answer, base::SteadyTime now);

    [[nodiscard]] int position(const PaceSlots& slots, int slot) const;
    [[nodiscard]] std::optional<base::SteadyTime> forecast(const PaceSlots& slots, int slot,
                                                           base::SteadyTime now) const;
    // Position and forecast of all that wait, in their order, in one walk along the queues.
    using Visit = std::function<void(int slot, int ahead, std::optional<base::SteadyTime> due)>;
    void eachWaiting(const PaceSlots& slots, base::SteadyTime now, const Visit& visit) const;
    // Places in queues that were looked at so far: what a test counts instead of time.
    [[nodiscard]] std::uint64_t looks() const { return m_looks; }
    [[nodiscard]] const ratelimit::LearnedRate& learned() const { return m_learned; }
    [[nodiscard]] bool isIdle() const { return m_waiting == 0 && m_inFlight == 0; }

private:
    struct Route {
        QByteArray name;
        PaceQueue queue;
        std::uint32_t gates = 0;
        bool known = false; // an answer has named its gates
        base::SteadyTime closedUntil{};
    };

    [[nodiscard]] std::uint32_t gatesOf(const Route& route) const;
    // Whether those of `other` go before those of `route` when they came first.
    [[nodiscard]] bool shareGates(const Route& route, const Route& other) const;
    [[nodiscard]] std::optional<base::SteadyTime> forecast(const Route& route, PaceMode mode, int ahead,
                                                           base::SteadyTime now) const;
    [[nodiscard]] base::SteadyTime opensFor(const Route& route, PaceMode mode, base::SteadyTime now) const;
    [[nodiscard]] base::SteadyTime roomFor(const Route& route, PaceMode mode, base::SteadyTime now) const;
    std::uint32_t readAll(PaceSlots& slots, const PaceSlot& slot, const PaceAnswer& answer, base::SteadyTime now);
    [[nodiscard]] PaceEcho echo(const PaceSlot& slot, const PaceAnswer& answer, base::SteadyTime now);
    std::size_t gate(PaceSlots& slots, std::uint64_t bucket);
    void learn(const PaceSlot& slot, const PaceAnswer& answer, bool explained, base::SteadyTime now);

    std::vector<Route> m_routes;
    std::vector<PaceGate> m_gates;
    ratelimit::LearnedRate m_learned;
    bool m_known = false; // an answer has come
    int m_waiting = 0;
    int m_inFlight = 0;
    PaceQueue m_wire; // what is in flight
    int m_room = 1;   // so many at once, as long as nothing is announced and nothing was blocked
    base::SteadyTime m_lastSent{};
    base::SteadyTime m_closedUntil{};       // Retry-After
    int m_connections = 0;                  // that told the …
    base::Nanoseconds m_roundTrip{0};       // … shortest of the network
    base::Nanoseconds m_answerTime{0};      // on average …
    base::Nanoseconds m_answerDeviation{0}; // … and how far off that answers are
    mutable std::uint64_t m_looks = 0;
};

} // namespace knockback::retry
