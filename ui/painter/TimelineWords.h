// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineModel.h"

#include <QString>

namespace knockback::ui {

// "backoff", "Retry-After", "quota reset", "pacing", "circuit open", "token rotation"
[[nodiscard]] QString reasonWords(journal::WaitReason reason);
// "Retry-After 41 s"; without a time where none is known
[[nodiscard]] QString waitWords(const timeline::Bar& wait);
// What stands in the band of a circuit: why it is open, or that probes go through.
[[nodiscard]] QString circuitWords(const timeline::CircuitSpan& circuit);
// The second line of a lane: "0 left", "circuit open", "rotated 10:42", "blocked" … empty when nothing is known.
// What was left of a window says nothing any more once that was reset.
[[nodiscard]] QString laneWords(const timeline::LaneState& state, const timeline::LocalClock& clock,
                                std::optional<base::SteadyTime> now);
// "ok", "rate limit", "WAF", "geo", "credential", "overload", "network", "client error"
[[nodiscard]] QString causeWords(diagnosis::Cause cause);

} // namespace knockback::ui
