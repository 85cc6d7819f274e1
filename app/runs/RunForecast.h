// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"
#include "app/ratelimit/RouteKey.h"

#include <optional>
#include <vector>

namespace knockback::runs {

// What is about to be sent, or left of it.
struct RunLoad {
    std::size_t requests = 0;
    int concurrency = 1;
    std::optional<base::Nanoseconds> answerTime{}; // how long one answer took lately; nothing: not known
};

// How long a run must take: no program is faster without being turned away.
struct RunForecast {
    base::Nanoseconds least{0};                  // until the last answer
    std::optional<ratelimit::BucketState> limit; // what makes it take that long; nothing: no limit that is known does
    bool known = false;                          // there is a limit for it at all, or the answers' own time
    bool open = false;                           // it may be longer: nobody said how often the limit starts anew
};

// Of `buckets`, those that a request of that route counts in, as far as their names tell.
[[nodiscard]] std::vector<ratelimit::BucketState> limitsOf(const ratelimit::RouteKey& route,
                                                           const std::vector<ratelimit::BucketState>& buckets);

// From the limits as they are by `now`: what is left goes at once, the rest as windows start anew or quota trickles
// back. Limits of tokens, points or bytes say nothing of a number of requests.
[[nodiscard]] RunForecast forecast(const RunLoad& load, const std::vector<ratelimit::BucketState>& limits,
                                   base::SteadyTime now);

} // namespace knockback::runs
