// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/ratelimit/BucketState.h"
#include "app/ratelimit/QuotaWindow.h"
#include "app/ratelimit/RouteKey.h"
#include "app/ratelimit/RouteQuota.h"

#include <memory>

namespace knockback::ratelimit {

// All buckets seen so far, each with its latest reading, recent samples, forecast and "not before" gate, and what is in
// flight to it; and for every route the rate that blocks taught where no announced limit explains them. Engine thread.
// A decision (notBefore, quotaOf, started, finished) allocates nothing once its route is known.
class QuotaTracker {
public:
    QuotaTracker();
    ~QuotaTracker();
    QuotaTracker(QuotaTracker&&) noexcept;
    QuotaTracker& operator=(QuotaTracker&&) noexcept;

    // Takes one response's reading in; returns the buckets it changed. `blocked` = the diagnosis says rate limit.
    // Comes after finished() of the same attempt.
    std::vector<BucketKey> observe(const RouteKey& route, const QuotaReading& reading, bool blocked,
                                   base::SteadyTime now);

    // An attempt goes out; it came back. Without a time, rates are learned from when answers come instead.
    void started(const RouteKey& route, base::SteadyTime now = {});
    void finished(const RouteKey& route);

    // The earliest time at which the next attempt on this route may go out: `now` when nothing speaks against it.
    // Obeys Retry-After, exhausted windows, and windows whose rest is spoken for by requests in flight, of every bucket
    // the route was seen in.
    [[nodiscard]] base::SteadyTime notBefore(const RouteKey& route, base::SteadyTime now) const;

    // What a pacer needs to know about the route, after what is in flight.
    [[nodiscard]] RouteQuota quotaOf(const RouteKey& route, base::SteadyTime now) const;

    // The bucket that a lane of the timeline is named after: the scarcest one of the route; "" when none is known.
    [[nodiscard]] QString laneLabel(const RouteKey& route) const;

    // Copies for gauges: starving and blocked ones first. Exhaustion forecast and resets are as of `now`.
    [[nodiscard]] std::vector<BucketState> snapshot(base::SteadyTime now) const;

private:
    struct Tables;
    std::unique_ptr<Tables> m_tables;
};

} // namespace knockback::ratelimit
