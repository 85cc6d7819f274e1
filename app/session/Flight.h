// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Transport.h"
#include "app/session/CircuitDesk.h"
#include "app/session/PacingDesk.h"
#include "app/session/RecentPast.h"

namespace knockback::session {

// One request of a call: before it goes out its places in front of the circuit and in the pacer's queue, then itself.
struct Flight {
    base::AttemptId id;
    int number = 0;
    base::SteadyTime sentAt{};
    CircuitDesk::Place circuit;
    PacingDesk::Place place;
    RequestTrace trace;
    diagnosis::History before; // known when it went out
    std::unique_ptr<http::PendingAttempt> pending;
};

// A call's stay in front of an open circuit, from when it comes to when it goes on.
struct CircuitWait {
    base::SteadyTime limit;                // when it gives up
    std::optional<base::SteadyTime> due{}; // as told last
    bool byHand = false;                   // the same
};

} // namespace knockback::session
