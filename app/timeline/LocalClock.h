// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

namespace knockback::timeline {

// Turns steady time into the reader's time of day: one moment that is known on both clocks, and the zone's offset
// there.
struct LocalClock {
    base::SteadyTime steady{};
    base::WallTime wall{};
    base::Seconds utcOffset{0};

    // Since 1970-01-01 00:00 in local time.
    [[nodiscard]] base::Nanoseconds local(base::SteadyTime time) const {
        return base::Nanoseconds(wall.time_since_epoch()) + utcOffset + (time - steady);
    }
    [[nodiscard]] base::SteadyTime steadyOf(base::Nanoseconds localTime) const {
        return steady + (localTime - base::Nanoseconds(wall.time_since_epoch()) - utcOffset);
    }
    [[nodiscard]] base::WallTime wallOf(base::SteadyTime time) const {
        return wall + std::chrono::floor<base::Microseconds>(time - steady);
    }
};

} // namespace knockback::timeline
