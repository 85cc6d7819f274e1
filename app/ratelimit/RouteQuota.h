// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <optional>

namespace knockback::ratelimit {

// How much is known about what a route may send.
enum class RouteKnowledge {
    Nothing,   // no answer yet: one request should go ahead alone, its answer announces the limit
    Silent,    // answers came and announced no limit: `available` is a slow start that doubles with every round
    Learned,   // none announced, but blocks taught a rate
    Announced, // the server announces what is left
};

// What a pacer needs to know of a route, at one moment: the tightest bounds of all buckets that it was seen in.
// Requests in flight count as spent. Unknown is empty, never 0.
struct RouteQuota {
    RouteKnowledge knowledge = RouteKnowledge::Nothing;

    // The bucket that lets the fewest requests through now. After its reset a whole window is there until an answer
    // says how much of it is left; a window whose size nobody knows counts as one request then.
    std::optional<double> available; // requests that may still go out; 0 = none before `resetAt`; may have fractions
    std::optional<double> limit;     // of a whole window
    std::optional<base::Nanoseconds> window;
    std::optional<base::SteadyTime> resetAt; // after now

    // Requests a second that would spend every announced window evenly until its reset: the lowest of all buckets.
    std::optional<double> evenRate;
    // Requests a second that blocks taught which no announced limit explains.
    std::optional<double> learnedRate;

    int inFlight = 0;             // on this route: started and not finished
    base::SteadyTime notBefore{}; // as QuotaTracker::notBefore()
};

} // namespace knockback::ratelimit
