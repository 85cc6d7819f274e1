// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"

#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace knockback::journal {

// The append-only stream of everything that happened in this session. Written by the call runner and the vault only;
// read by everybody. Safe from any thread.
class Journal {
public:
    // Keeps the newest `capacity` events in memory; older ones are in the history store.
    explicit Journal(const base::Clock& clock, std::size_t capacity = 200'000);

    // Stamps and appends; returns the sequence number.
    std::uint64_t append(EventBody body);

    // Up to `most` events after `sequence`, oldest first. Readers keep the last sequence they saw and pull.
    [[nodiscard]] std::vector<Event> since(std::uint64_t sequence, std::size_t most = 4096) const;
    [[nodiscard]] std::uint64_t lastSequence() const;

    // `appended` is called after every append on the appending thread; it must only wake somebody.
    void onAppended(std::function<void()> appended);

private:
    const base::Clock& m_clock;
    std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::deque<Event> m_events;
    std::uint64_t m_last = 0;
    std::vector<std::function<void()>> m_listeners;
};

} // namespace knockback::journal
