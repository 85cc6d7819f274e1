// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace knockback::base {

// The waiting list behind every Scheduler: due times in order, equal ones in the order they were asked for.
// Knows no clock and no thread; its owner says what time it is. One thread only.
class TimerQueue {
public:
    using Id = std::uint64_t;

    // Adds `callback` for `due` and returns its name for cancel().
    Id add(SteadyTime due, std::function<void()> callback);
    void cancel(Id id);

    // When runDue() is needed next; empty when nothing waits.
    [[nodiscard]] std::optional<SteadyTime> nextDue() const;

    // Runs everything due at `now`, including what those callbacks add for `now` or earlier. Never runs anything early.
    void runDue(SteadyTime now);

    [[nodiscard]] std::size_t size() const { return m_waiting.size(); }

private:
    using Key = std::pair<SteadyTime, Id>;
    std::map<Key, std::function<void()>> m_waiting;
    std::map<Id, SteadyTime> m_due;
    Id m_last = 0;
};

} // namespace knockback::base
