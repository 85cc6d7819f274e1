// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"

#include <QString>

#include <optional>

namespace knockback::ui {

// The bucket that runs out first, for the pill in the top bar.
struct ScarceLimit {
    QString text;           // "api.github.com 0/60 · resets 00:41"
    bool exhausted = false; // nothing is left, or the server said wait
};

// Nothing while every bucket has more than a fifth of its quota left.
[[nodiscard]] std::optional<ScarceLimit> scarceLimit(const std::vector<ratelimit::BucketState>& buckets,
                                                     base::SteadyTime now);

} // namespace knockback::ui
