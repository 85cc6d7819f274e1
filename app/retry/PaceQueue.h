// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/PaceMode.h"

#include "app/base/Clock.h"

#include <cstdint>
#include <vector>

namespace knockback::retry {

// A call's place in a queue of the pacer, or its request on the wire. One that has ended is not mistaken for the next.
struct PaceTicket {
    std::uint32_t slot = 0;
    std::uint32_t turn = 0; // 0 = none
    [[nodiscard]] bool isNull() const { return turn == 0; }
    bool operator==(const PaceTicket&) const = default;
};

// What is behind a ticket.
struct PaceSlot {
    enum class State : std::uint8_t { Free, Waiting, OnTheWire };
    State state = State::Free;
    PaceMode mode = PaceMode::Burst;
    std::uint8_t route = 0; // of its lane
    std::uint32_t turn = 0;
    std::uint32_t lane = 0;
    std::uint32_t gates = 0; // on the wire: which gates it counts in, a bit each
    std::uint64_t order = 0; // lower goes first
    base::SteadyTime sentAt{};
    int next = -1; // in its queue, or the next free one
    int previous = -1;
};

// All slots of a pacer, in one piece of memory that is used again and again.
class PaceSlots {
public:
    [[nodiscard]] int take();
    void free(int slot);
    [[nodiscard]] PaceSlot& operator[](int slot) { return m_slots[static_cast<std::size_t>(slot)]; }
    [[nodiscard]] const PaceSlot& operator[](int slot) const { return m_slots[static_cast<std::size_t>(slot)]; }
    // The slot of a ticket that has not ended; -1 for others.
    [[nodiscard]] int of(PaceTicket ticket) const;
    [[nodiscard]] PaceTicket ticket(int slot) const { return {static_cast<std::uint32_t>(slot), (*this)[slot].turn}; }

private:
    std::vector<PaceSlot> m_slots;
    int m_free = -1;
};

// Slots in the order in which they go, first come first served; one that comes back keeps its place.
struct PaceQueue {
    int head = -1;
    int tail = -1;
    int size = 0;

    [[nodiscard]] bool isEmpty() const { return head < 0; }
    void insert(PaceSlots& slots, int slot);
    void remove(PaceSlots& slots, int slot);
};

} // namespace knockback::retry
