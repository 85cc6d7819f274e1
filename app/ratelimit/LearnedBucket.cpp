// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/LearnedBucket.h"

#include "app/ratelimit/LearnedRate.h"

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

void noteTaught(Route& route, base::Nanoseconds spacing, base::SteadyTime now) {
    route.learned = spacing;
    if (spacing.count() <= 0) {
        route.taught.clear();
        return;
    }
    const double rate = 1 / std::chrono::duration<double>(spacing).count();
    if (!route.taught.empty()) {
        const auto& last = route.taught.back();
        if (std::abs(rate - last.remaining) < tellingChange * last.remaining && now - last.at < 1s)
            return;
    }
    if (route.taught.size() >= mostSamples)
        route.taught.erase(route.taught.begin());
    route.taught.push_back({now, rate});
}

std::optional<BucketState> learnedBucket(const RouteKey& key, const Route& route, base::SteadyTime now) {
    const bool announced = std::any_of(route.buckets.begin(), route.buckets.end(), [](const Bucket* bucket) {
        return bucket->state().window.remaining.has_value();
    });
    if (route.learned.count() <= 0 || announced || now - route.usedAt > LearnedRate::memory)
        return std::nullopt;
    const double rate = 1 / std::chrono::duration<double>(route.learned).count();
    const double unit = unitSeconds(rate);
    BucketState state;
    state.key = {key.provider.isEmpty() ? key.host : key.provider, QStringLiteral("learned"),
                 QString::fromUtf8(key.credential)};
    state.label = QString::fromUtf8(key.host);
    state.host = key.host;
    state.learned = true;
    state.inFlight = route.inFlight;
    state.window.bucket = state.key.name;
    state.window.limit = rate * unit;
    state.window.windowSeconds = unit;
    // What is on its way is spent; the rest of it nobody knows.
    state.window.remaining = std::max(0.0, rate * unit - route.inFlight);
    state.samples = route.taught;
    for (auto& sample : state.samples)
        sample.remaining *= unit;
    state.readAt = state.samples.empty() ? now : state.samples.back().at;
    return state;
}

} // namespace knockback::ratelimit
