// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <chrono>

namespace knockback::ratelimit {

// `now` and so many seconds; a wait beyond the clock's range ends at the end of time, and one below 0 now.
[[nodiscard]] inline base::SteadyTime secondsAfter(base::SteadyTime now, double seconds) {
    if (!(seconds > 0))
        return now;
    const double room = std::chrono::duration<double>(base::SteadyTime::max() - now).count();
    if (seconds >= room * 0.999999)
        return base::SteadyTime::max();
    return now + std::chrono::ceil<base::Nanoseconds>(std::chrono::duration<double>(seconds));
}

} // namespace knockback::ratelimit
