// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <optional>

namespace knockback::http {

// Phases of one attempt, stamped in the engine's callbacks. Absent = the phase did not happen (a reused connection has
// no dns, connect and tls) or was not reached.
struct Timing {
    base::SteadyTime startedAt{};
    std::optional<base::Microseconds> dns;
    std::optional<base::Microseconds> connect; // TCP only
    std::optional<base::Microseconds> tls;
    std::optional<base::Microseconds> send;    // first to last byte of the request
    std::optional<base::Microseconds> wait;    // last byte sent to first byte of the answer
    std::optional<base::Microseconds> receive; // first to last byte of the answer
    base::Microseconds total{0};
};

} // namespace knockback::http
