// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/RouteTable.h"

namespace knockback::ratelimit {

// Keeps the course of a route's learned rate, for its chart.
void noteTaught(Route& route, base::SteadyTime now);

// The learned rate as a bucket for the gauges, marked as learned, where the server announces none: its limit is that of
// a second, a minute or an hour, whichever is the first that lets a whole request through, and so are its samples.
[[nodiscard]] std::optional<BucketState> learnedBucket(const RouteKey& key, const Route& route, base::SteadyTime now);

} // namespace knockback::ratelimit
