// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/LocalClock.h"
#include "app/timeline/TimeAxis.h"

#include <QString>

#include <vector>

namespace knockback::timeline {

struct Tick {
    base::SteadyTime at;
    QString label; // local time, as fine as the step needs: "10:41", "10:41:20", "10:41:20.250"; a date at whole days
    bool operator==(const Tick&) const = default;
};

// The smallest step of the ladder (1-2-5 below a second; 1-2-5-10-20 s and min; 1-2-6-12 h; days) that is at least
// `least`.
[[nodiscard]] base::Nanoseconds tickStep(base::Nanoseconds least);

// The ticks on the axis, at least `spacing` pixels apart, on round local times.
[[nodiscard]] std::vector<Tick> ticksOn(const TimeAxis& axis, const LocalClock& clock, double spacing);

// The time of day of a moment, as fine as `step` needs.
[[nodiscard]] QString timeLabel(base::Nanoseconds local, base::Nanoseconds step);

} // namespace knockback::timeline
