// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/LearnedBucket.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace knockback::ratelimit {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t mostSamples = 64;
constexpr double tellingChange = 0.02;

double unitSeconds(double perSecond) {
    if (perSecond >= 1)
        return 1;
    return perSecond * 60 >= 1 ? 60 : 3600;
}

} // namespace

void noteTaught(Route& route, base::SteadyTime now) {
    const auto rate = route.learned.perSecond(now);
    if (!rate) {
        route.taught.clear();
        return;
    }
    if (!route.taught.empty()) {
        const auto& last = route.taught.back();
        if (std::abs(*rate - last.remaining) < tellingChange * last.remaining && now - last.at < 1s)
            return;
    }
    if (route.taught.size() >= mostSamples)
        route.taught.erase(route.taught.begin());
    route.taught.push_back({now, *rate});
}

std::optional<BucketState> learnedBucket(const RouteKey& key, const Route& route, base::SteadyTime now) {
    const auto rate = route.learned.perSecond(now);
    const bool announced = std::any_of(route.buckets.begin(), route.buckets.end(), [](const Bucket* bucket) {
        return bucket->state().window.remaining.has_value();
    });
    if (!rate || announced)
        return std::nullopt;
    const double unit = unitSeconds(*rate);
    BucketState state;
    state.key = {key.provider.isEmpty() ? key.host : key.provider, QStringLiteral("learned"),
                 QString::fromUtf8(key.credential)};
    state.label = QString::fromUtf8(key.host);
    state.host = key.host;
    state.learned = true;
    state.inFlight = route.inFlight;
    state.window.bucket = state.key.name;
    state.window.limit = *rate * unit;
    state.window.windowSeconds = unit;
    state.window.remaining = std::max(0.0, (*rate - route.learned.sentLately(now)) * unit);
    state.samples = route.taught;
    for (auto& sample : state.samples)
        sample.remaining *= unit;
    state.readAt = state.samples.empty() ? now : state.samples.back().at;
    return state;
}

} // namespace knockback::ratelimit
