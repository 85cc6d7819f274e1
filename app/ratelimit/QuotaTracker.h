// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/ratelimit/BucketState.h"
#include "app/ratelimit/QuotaWindow.h"
#include "app/ratelimit/RouteQuota.h"

#include <map>

namespace knockback::ratelimit {

// Where an attempt goes, as far as buckets are concerned.
struct RouteKey {
    QByteArray provider; // catalogue id, or the host when unknown
    QByteArray host;
    QByteArray credential; // name; empty = anonymous, so per IP
};

// All buckets seen so far, each with its latest reading, recent samples, forecast and "not before" gate. Engine thread.
class QuotaTracker {
public:
    // Takes one response's reading in; returns the buckets it changed. `blocked` = the diagnosis says rate limit.
    std::vector<BucketKey> observe(const RouteKey& route, const QuotaReading& reading, bool blocked,
                                   base::SteadyTime now);

    void started(const RouteKey& route);  // an attempt goes out
    void finished(const RouteKey& route); // it came back

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
    // The bucket of that key, made when it is new and noted as seen on this route.
    BucketState& bucket(const RouteKey& route, const BucketKey& key);
    void forgetOldest();
    [[nodiscard]] int inFlight(const BucketKey& key) const;

    std::map<BucketKey, BucketState> m_buckets;
    std::map<QByteArray, std::vector<BucketKey>> m_routes; // host + credential -> buckets seen
    std::map<QByteArray, int> m_inFlight;
};

} // namespace knockback::ratelimit
