// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"

#include <span>

namespace knockback::ratelimit {

// When the quota runs out if it goes on being used as it was lately: from the newest of the samples (oldest first)
// since the last time it was filled up, with idle time up to `now` counted in. Two readings of the pace are made: the
// straight line through all samples, and an average that forgets (EWMA, with a third of the time looked at as its time
// constant). The forecast is the mean of the two; its bounds span both and the chance in the number of requests that
// told. Nothing when the quota is not being used, when fewer than two samples or less than 200 ms tell how fast, or
// when `resetAt` comes first. A quota that is used up ran out with its newest sample.
[[nodiscard]] std::optional<Exhaustion> forecastExhaustion(std::span<const BucketState::Sample> samples,
                                                           std::optional<base::SteadyTime> resetAt,
                                                           base::SteadyTime now);

} // namespace knockback::ratelimit
