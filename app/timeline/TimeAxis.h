// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimeRange.h"

namespace knockback::timeline {

inline constexpr base::Nanoseconds shortestSpan = base::Microseconds(100);
inline constexpr base::Nanoseconds longestSpan = std::chrono::hours(24 * 30);

// Which time is at which pixel: `range` lies over [left, left + width). A value; x() never decreases with time.
struct TimeAxis {
    TimeRange range;
    double left = 0;
    double width = 1;

    [[nodiscard]] double x(base::SteadyTime time) const;
    [[nodiscard]] double pixelsPerNanosecond() const;
    [[nodiscard]] base::SteadyTime time(double x) const;
    [[nodiscard]] double right() const { return left + width; }

    // The range with `factor` times its length (0.5 shows half as much), in which what was at `x` stays there. Kept
    // between the shortest and the longest span.
    [[nodiscard]] TimeRange zoomed(double x, double factor) const;
    // The range after the picture was pulled `pixels` to the right.
    [[nodiscard]] TimeRange panned(double pixels) const;
};

// `range` moved, never stretched, so that a tenth of it still lies over `content`.
[[nodiscard]] TimeRange keptNear(TimeRange range, TimeRange content);

} // namespace knockback::timeline
