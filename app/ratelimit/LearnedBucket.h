// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/RouteTable.h"

namespace knockback::ratelimit {

// Keeps a route's learned distance between requests, and its course for the chart; 0 = nothing is learned any more.
void noteTaught(Route& route, base::Nanoseconds spacing, base::SteadyTime now);

// The learned rate as a bucket for the gauges, marked as learned, where the server announces none: its limit is that of
// a second, a minute or an hour, whichever is the first that lets a whole request through, and so are its samples.
[[nodiscard]] std::optional<BucketState> learnedBucket(const RouteKey& key, const Route& route, base::SteadyTime now);

} // namespace knockback::ratelimit
