// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineLayout.h"
#include "app/timeline/TrackFold.h"

#include <vector>

namespace knockback::timeline {

// Makes the spans of one row: folds and wide bars in order, without overlap, short ones stretched into free room.
// `scratch` is only there to be used again. Appends to `spans`; top, height, lane and row are the caller's to fill in.
void rowSpans(const Track& track, const LayoutRequest& request, FoldedTrack& scratch, std::vector<Span>& spans);

} // namespace knockback::timeline
