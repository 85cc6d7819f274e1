// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"
#include "ui/models/CallTracker.h"

#include <QString>

#include <optional>

namespace knockback::ui {

// The bucket that matters most, for the pill in the top bar.
struct ScarceLimit {
    QString text;           // "api.github.com 0/60 · 3 wait · resets 00:41"
    QString sentence;       // the same for the tool tip and screen readers, with the bucket's name
    bool exhausted = false; // nothing is left, or the server said wait
    bool starving = false;  // it runs out before its reset, or is empty and somebody waits for it
};

// A starving bucket before any other; else the one with the least left. Nothing while none starves and every bucket has
// more than a fifth of its quota left.
[[nodiscard]] std::optional<ScarceLimit> scarceLimit(const std::vector<ratelimit::BucketState>& buckets,
                                                     const std::vector<WaitingLane>& waiting, base::SteadyTime now);

} // namespace knockback::ui
