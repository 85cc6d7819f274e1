// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimeAxis.h"
#include "app/timeline/Track.h"

#include <vector>

namespace knockback::timeline {

// From this width on a bar is drawn as itself; narrower ones share pixel columns.
inline constexpr double widePixels = 3.0;

// What the narrow bars of a track make of one column of pixels.
struct Column {
    Severity worst = Severity::Nothing;
    std::uint32_t count = 0; // attempts that begin here
    std::size_t first = 0;   // index of the first of the worst, good while `count` is 1
};

// The finished bars of a track as pixels see them. `columns[i]` lies at x = floor(axis.left) + i.
struct FoldedTrack {
    std::vector<Column> columns;
    std::vector<std::size_t> wide; // indices, in order, of the bars that are drawn as themselves
};

// Goes down the pyramid only where a node is wider than a pixel: the cost follows the pixels, not the bars. The columns
// are exactly those that a look at every bar would give.
void fold(const Track& track, const TimeAxis& axis, FoldedTrack& into);

} // namespace knockback::timeline
