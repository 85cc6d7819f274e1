// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryReader.h"

namespace knockback::history {

// A stretch of the past as the journal told it, as far as it was kept: calls, attempts, waits that ended, circuits.
// Calls and attempts have the numbers under which they are stored.
struct PastEvents {
    std::vector<journal::Event> events; // in order, numbered from 1
    bool cut = false;                   // there were more attempts; the newest are here
};

// From `from` up to but not at `to`, with the newest `mostAttempts` of it. Steady times are `steadyFromWall` after the
// epoch's. What was still going on at the end is ended by it: no circuit outlives the program. Slow; for a worker.
[[nodiscard]] PastEvents pastEvents(HistoryReader& reader, base::WallTime from, base::WallTime to, int mostAttempts,
                                    base::Nanoseconds steadyFromWall);

} // namespace knockback::history
