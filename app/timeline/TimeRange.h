// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

namespace knockback::timeline {

// A stretch of steady time; end >= begin.
struct TimeRange {
    base::SteadyTime begin{};
    base::SteadyTime end{};

    [[nodiscard]] base::Nanoseconds span() const { return end - begin; }
    bool operator==(const TimeRange&) const = default;
};

} // namespace knockback::timeline
