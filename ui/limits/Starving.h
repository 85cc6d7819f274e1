// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/limits/BucketWords.h"
#include "ui/models/CallTracker.h"

#include <vector>

namespace knockback::ui {

// How many calls wait until this bucket lets them go.
[[nodiscard]] int waitingFor(const ratelimit::BucketState& bucket, const std::vector<WaitingLane>& waiting);

// It will be empty before it resets at the present pace, or it is empty (or blocked) and somebody waits for it.
[[nodiscard]] bool starves(BucketMood mood, int waiting);

} // namespace knockback::ui
