// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/Bucket.h"
#include "app/ratelimit/RouteKey.h"

#include <QHashFunctions>

#include <unordered_map>
#include <vector>

namespace knockback::ratelimit {

// What a tracker knows of one host and credential, or of one endpoint there.
struct Route {
    std::vector<Bucket*> buckets; // seen in answers to it
    int inFlight = 0;
    base::SteadyTime usedAt{};
    base::Nanoseconds learned{0};              // the distance between requests that blocks taught, of a host only
    std::vector<BucketState::Sample> taught{}; // the rate that it makes over time, newest last, bounded

    // The bucket holds for this route from now on, and what is in flight to it counts.
    void link(Bucket& bucket);
    void unlink(const Bucket* bucket);
};

// The routes by key, bounded: what has been idle longest is forgotten first. Addresses stay while a route is known.
class RouteTable {
public:
    [[nodiscard]] const Route* find(const RouteKey& key) const;
    [[nodiscard]] Route* find(const RouteKey& key);
    Route& at(const RouteKey& key, base::SteadyTime now);
    void unlink(const Bucket* bucket);

    auto begin() const { return m_routes.begin(); }
    auto end() const { return m_routes.end(); }

private:
    struct Hash {
        std::size_t operator()(const RouteKey& key) const {
            return qHashMulti(0, key.host, key.credential, key.endpoint);
        }
    };
    void forgetIdle();

    std::unordered_map<RouteKey, Route, Hash> m_routes;
};

// The route of the whole host, whose limits hold for every endpoint.
[[nodiscard]] inline RouteKey hostOf(const RouteKey& key) {
    return {key.provider, key.host, key.credential, {}};
}

} // namespace knockback::ratelimit
