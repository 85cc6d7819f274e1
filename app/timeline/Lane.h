// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/Track.h"

#include <QString>

#include <optional>
#include <vector>

namespace knockback::timeline {

struct RotationMark {
    base::SteadyTime at{};
    bool ok = false;
    QString credential;
};

struct CircuitSpan {
    base::SteadyTime begin{};
    std::optional<base::SteadyTime> end; // when it closed or let a probe through; empty = still open
    base::SteadyTime until{};            // how long it means to stay open
    QString sentence;
};

// What a lane's second line says.
struct LaneState {
    std::optional<double> remaining; // of the tightest quota window that was last announced
    std::optional<base::SteadyTime> rotatedAt;
    diagnosis::Cause lastCause = diagnosis::Cause::None;
    bool circuitOpen = false;
};

// Everything that counts against one bucket (or belongs to one host, or one request), from left to right.
struct Lane {
    QString name;
    std::vector<Track> rows;
    std::vector<RotationMark> rotations; // oldest first, as are the circuits
    std::vector<CircuitSpan> circuits;
    LaneState state;

    [[nodiscard]] bool empty() const;
};

} // namespace knockback::timeline
