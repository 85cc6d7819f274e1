// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/RouteTable.h"

#include <algorithm>

namespace knockback::ratelimit {

namespace {

constexpr std::size_t mostRoutes = 4096;

} // namespace

void Route::link(Bucket& bucket) {
    if (std::find(buckets.begin(), buckets.end(), &bucket) != buckets.end())
        return;
    buckets.push_back(&bucket);
    bucket.addInFlight(inFlight);
}

void Route::unlink(const Bucket* bucket) {
    std::erase(buckets, bucket);
}

const Route* RouteTable::find(const RouteKey& key) const {
    const auto found = m_routes.find(key);
    return found == m_routes.end() ? nullptr : &found->second;
}

Route* RouteTable::find(const RouteKey& key) {
    const auto found = m_routes.find(key);
    return found == m_routes.end() ? nullptr : &found->second;
}

Route& RouteTable::at(const RouteKey& key, base::SteadyTime now) {
    if (Route* known = find(key)) {
        known->usedAt = std::max(known->usedAt, now);
        return *known;
    }
    if (m_routes.size() >= mostRoutes)
        forgetIdle();
    Route& fresh = m_routes[key];
    fresh.usedAt = now;
    return fresh;
}

void RouteTable::unlink(const Bucket* bucket) {
    for (auto& [key, route] : m_routes)
        route.unlink(bucket);
}

// The older half of those that nothing is on its way to.
void RouteTable::forgetIdle() {
    std::vector<base::SteadyTime> times;
    for (const auto& [key, route] : m_routes)
        if (route.inFlight == 0)
            times.push_back(route.usedAt);
    if (times.empty())
        return;
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    const base::SteadyTime oldest = *middle;
    std::erase_if(m_routes,
                  [oldest](const auto& entry) { return entry.second.inFlight == 0 && entry.second.usedAt <= oldest; });
}

} // namespace knockback::ratelimit
