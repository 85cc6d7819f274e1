// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/PaceQueue.h"

namespace knockback::retry {

int PaceSlots::take() {
    int slot = m_free;
    if (slot >= 0) {
        m_free = (*this)[slot].next;
    } else {
        slot = static_cast<int>(m_slots.size());
        m_slots.emplace_back();
    }
    PaceSlot& taken = (*this)[slot];
    const auto turn = taken.turn + 1;
    taken = PaceSlot{};
    taken.turn = turn != 0 ? turn : 1;
    return slot;
}

void PaceSlots::free(int slot) {
    (*this)[slot].state = PaceSlot::State::Free;
    (*this)[slot].next = m_free;
    m_free = slot;
}

int PaceSlots::of(PaceTicket ticket) const {
    if (ticket.isNull() || ticket.slot >= m_slots.size())
        return -1;
    const PaceSlot& slot = m_slots[ticket.slot];
    return slot.turn == ticket.turn && slot.state != PaceSlot::State::Free ? static_cast<int>(ticket.slot) : -1;
}

void PaceQueue::insert(PaceSlots& slots, int slot) {
    const auto order = slots[slot].order;
    // Nearly always it is the newest, or a retry of one that was at the front.
    int before = tail;
    if (head >= 0 && order < slots[head].order)
        before = -1;
    while (before >= 0 && slots[before].order > order)
        before = slots[before].previous;
    const int after = before >= 0 ? slots[before].next : head;
    slots[slot].previous = before;
    slots[slot].next = after;
    (before >= 0 ? slots[before].next : head) = slot;
    (after >= 0 ? slots[after].previous : tail) = slot;
    ++size;
}

void PaceQueue::remove(PaceSlots& slots, int slot) {
    const int before = slots[slot].previous;
    const int after = slots[slot].next;
    (before >= 0 ? slots[before].next : head) = after;
    (after >= 0 ? slots[after].previous : tail) = before;
    slots[slot].next = slots[slot].previous = -1;
    --size;
}

} // namespace knockback::retry
