// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"

namespace knockback::ratelimit {

// What is left by `now`: what trickled back since the last reading is counted in, up to the limit.
[[nodiscard]] double refilled(const BucketState& state, base::SteadyTime now);

// Until when nothing may go out to this bucket: the later of Retry-After and the reset of a window that is used up, or,
// where quota trickles back, the time at which there is enough for one.
[[nodiscard]] std::optional<base::SteadyTime> gateOf(const BucketState& state);

// The share of the quota that is left, 0 … 1; 1 when it is not known.
[[nodiscard]] double shareLeft(const BucketState& state);

// The bucket as it must be by `now`: a window whose reset has passed is full again (or unknown, when its limit is) and
// its samples say so, a gate that has passed is gone, and the forecast is made anew.
[[nodiscard]] BucketState asOf(BucketState state, base::SteadyTime now);

// Blocked ones first, then those with little left; a strict weak order.
[[nodiscard]] bool scarcerThan(const BucketState& a, const BucketState& b);

} // namespace knockback::ratelimit
