// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/PlaceInLine.h"
#include "app/timeline/LocalClock.h"
#include "app/timeline/TimelineModel.h"

#include <optional>

namespace knockback::ui {

// What the parts of the timeline show together. Owned by TimelineView; the parts read it and ask for changes by
// signals.
struct TimelineScene {
    const timeline::TimelineModel* model = nullptr;
    timeline::TimeRange range;           // shown by the canvas
    timeline::TimeRange content;         // from the first to the last thing known, or now
    std::optional<base::SteadyTime> now; // where the line stands; empty before anything happened
    timeline::LocalClock clock;
    base::AttemptId selected{};
    session::PlacesInLine places; // of the calls that wait for their turn; null while nobody tells
};

} // namespace knockback::ui
