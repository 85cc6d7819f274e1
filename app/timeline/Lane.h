// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
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

// A circuit that is not closed: one span while it is open, another while it lets probes through.
struct CircuitSpan {
    base::SteadyTime begin{};
    std::optional<base::SteadyTime> end; // when its state changed; empty = not yet
    base::SteadyTime until{};            // how long it means to stay open; the end of time when by hand
    QString sentence;                    // why
    QString circuit = {};                // its name
    bool halfOpen = false;
    bool byHand = false;
    bool closed = false;  // what ended it was that the circuit closed …
    QString closing = {}; // … because of this
};

// What a lane's second line says.
struct LaneState {
    std::optional<double> remaining;       // of the tightest quota window that was last announced
    std::optional<base::SteadyTime> reset; // when that one is full again
    std::optional<base::SteadyTime> rotatedAt;
    diagnosis::Cause lastCause = diagnosis::Cause::None;
    journal::CircuitState circuit = journal::CircuitState::Closed; // of the one that changed last
    bool circuitByHand = false;
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
