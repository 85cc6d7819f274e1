// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/QuotaTracker.h"

#include "app/ratelimit/BucketView.h"
#include "app/ratelimit/SaturatedTime.h"

#include <algorithm>
#include <chrono>

namespace knockback::ratelimit {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t mostSamples = 64;
constexpr std::size_t mostBuckets = 1024;

QByteArray routeName(const RouteKey& route) {
    return route.host + '\n' + route.credential;
}

BucketKey bucketKey(const RouteKey& route, const QString& name, const QString& partition) {
    const QString who = partition.isEmpty() ? QString::fromUtf8(route.credential) : partition;
    return {route.provider.isEmpty() ? route.host : route.provider, name, who};
}

// Servers round the reset up to whole seconds, so every answer is an upper bound of the same moment: the lowest is the
// best.
base::SteadyTime sharper(std::optional<base::SteadyTime> known, base::SteadyTime fresh, base::SteadyTime now) {
    const bool sameWindow = known && *known > now && fresh > *known && fresh - *known < 1s;
    return sameWindow ? *known : fresh;
}

// Takes a window's new reading into its bucket. `overtaking` is how many other answers may have been passed by this
// one.
void takeReading(BucketState& state, const QuotaWindow& window, int overtaking, base::SteadyTime now) {
    const auto knownReset = state.resetAt;
    const auto knownRemaining = state.window.remaining;
    const bool windowOver = knownReset && *knownReset <= now;
    state.resetAt.reset();
    if (window.resetSeconds)
        state.resetAt = sharper(knownReset, secondsAfter(now, *window.resetSeconds), now);
    state.window = window;
    state.readAt = now;

    // Of two answers in flight the older one may come last; it knows of more quota than is left.
    const bool sameWindow = knownReset && !windowOver && state.resetAt && *state.resetAt - *knownReset < 1s;
    if (sameWindow && window.remaining && knownRemaining && *window.remaining - *knownRemaining <= overtaking)
        state.window.remaining = std::min(*window.remaining, *knownRemaining);

    if (windowOver)
        state.samples.clear();
    if (state.window.remaining)
        state.samples.push_back({now, *state.window.remaining});
    if (state.samples.size() > mostSamples)
        state.samples.erase(state.samples.begin());
}

// What the bucket lets through, where that is less than what the others do.
void tighten(RouteQuota& quota, const BucketState& state, int inFlight, base::SteadyTime now) {
    const QuotaWindow& window = state.window;
    const bool windowOver = state.resetAt && *state.resetAt <= now;
    const auto rest = windowOver ? std::optional(window.limit.value_or(1)) : window.remaining;
    if (!rest)
        return;
    quota.knowledge = RouteKnowledge::Announced;
    const double available = std::max(0.0, *rest - inFlight);
    const bool running = state.resetAt && !windowOver;
    if (running) {
        const double rate = available / std::chrono::duration<double>(*state.resetAt - now).count();
        quota.evenRate = std::min(quota.evenRate.value_or(rate), rate);
    }
    if (quota.available && *quota.available <= available)
        return;
    quota.available = available;
    quota.limit = window.limit;
    quota.resetAt = running ? state.resetAt : std::nullopt;
    quota.window.reset();
    if (window.windowSeconds)
        quota.window = secondsAfter({}, *window.windowSeconds) - base::SteadyTime();
}

} // namespace

std::vector<BucketKey> QuotaTracker::observe(const RouteKey& route, const QuotaReading& reading, bool blocked,
                                             base::SteadyTime now) {
    std::vector<BucketKey> changed;
    for (const QuotaWindow& window : reading.windows) {
        const BucketKey key = bucketKey(route, window.bucket, window.partitionKey);
        BucketState& state = bucket(route, key);
        takeReading(state, window, std::max(0, inFlight(key) - 1), now);
        changed.push_back(key);
    }
    if (blocked && changed.empty()) {
        const BucketKey key = bucketKey(route, QStringLiteral("default"), {});
        bucket(route, key).readAt = now;
        changed.push_back(key);
    }
    const auto isExhausted = [&](const BucketKey& key) { return m_buckets.at(key).window.remaining == 0.0; };
    const bool someExhausted = std::any_of(changed.begin(), changed.end(), isExhausted);
    for (const BucketKey& key : changed) {
        BucketState& state = m_buckets.at(key);
        // The block is the exhausted windows' doing; when none is (a limit that is not announced), it may be any's.
        state.blocked = blocked && (!someExhausted || isExhausted(key));
        if (!state.blocked)
            continue;
        if (reading.retryAfterSeconds)
            state.notBefore = std::max(state.notBefore.value_or(now), secondsAfter(now, *reading.retryAfterSeconds));
        else if (state.resetAt && !state.window.remaining)
            state.notBefore = std::max(state.notBefore.value_or(now), *state.resetAt);
    }
    forgetOldest();
    return changed;
}

BucketState& QuotaTracker::bucket(const RouteKey& route, const BucketKey& key) {
    auto& seen = m_routes[routeName(route)];
    if (std::find(seen.begin(), seen.end(), key) == seen.end())
        seen.push_back(key);
    BucketState& state = m_buckets[key];
    state.key = key;
    state.label = key.name;
    state.host = route.host;
    return state;
}

void QuotaTracker::forgetOldest() {
    while (m_buckets.size() > mostBuckets) {
        const auto oldest = std::min_element(m_buckets.begin(), m_buckets.end(), [](const auto& a, const auto& b) {
            return a.second.readAt < b.second.readAt;
        });
        for (auto& [name, keys] : m_routes)
            std::erase(keys, oldest->first);
        std::erase_if(m_routes, [](const auto& entry) { return entry.second.empty(); });
        m_buckets.erase(oldest);
    }
}

void QuotaTracker::started(const RouteKey& route) {
    ++m_inFlight[routeName(route)];
}

void QuotaTracker::finished(const RouteKey& route) {
    const auto count = m_inFlight.find(routeName(route));
    if (count != m_inFlight.end() && --count->second <= 0)
        m_inFlight.erase(count);
}

int QuotaTracker::inFlight(const BucketKey& key) const {
    int sum = 0;
    for (const auto& [name, count] : m_inFlight) {
        const auto seen = m_routes.find(name);
        if (seen != m_routes.end() && std::find(seen->second.begin(), seen->second.end(), key) != seen->second.end())
            sum += count;
    }
    return sum;
}

base::SteadyTime QuotaTracker::notBefore(const RouteKey& route, base::SteadyTime now) const {
    base::SteadyTime earliest = now;
    const auto seen = m_routes.find(routeName(route));
    if (seen == m_routes.end())
        return earliest;
    for (const BucketKey& key : seen->second) {
        const BucketState& state = m_buckets.at(key);
        earliest = std::max(earliest, gateOf(state).value_or(now));
        // What is on its way counts as spent: the announced rest belongs to those requests already. After the reset a
        // whole new window is there, until the first answer says how much of it is left.
        const bool windowOver = state.resetAt && *state.resetAt <= now;
        const auto rest = windowOver ? state.window.limit : state.window.remaining;
        if (!state.resetAt || !rest || *rest - inFlight(key) >= 1)
            continue;
        earliest =
            std::max(earliest, windowOver ? secondsAfter(now, state.window.windowSeconds.value_or(1)) : *state.resetAt);
    }
    return earliest;
}

RouteQuota QuotaTracker::quotaOf(const RouteKey& route, base::SteadyTime now) const {
    RouteQuota quota;
    quota.notBefore = notBefore(route, now);
    const QByteArray name = routeName(route);
    if (const auto count = m_inFlight.find(name); count != m_inFlight.end())
        quota.inFlight = count->second;
    const auto seen = m_routes.find(name);
    if (seen == m_routes.end())
        return quota;
    quota.knowledge = RouteKnowledge::Silent;
    for (const BucketKey& key : seen->second)
        tighten(quota, m_buckets.at(key), inFlight(key), now);
    return quota;
}

QString QuotaTracker::laneLabel(const RouteKey& route) const {
    const BucketState* scarcest = nullptr;
    if (const auto seen = m_routes.find(routeName(route)); seen != m_routes.end()) {
        for (const BucketKey& key : seen->second) {
            const BucketState& state = m_buckets.at(key);
            if (!scarcest || shareLeft(state) < shareLeft(*scarcest))
                scarcest = &state;
        }
    }
    return scarcest ? scarcest->label : QString();
}

std::vector<BucketState> QuotaTracker::snapshot(base::SteadyTime now) const {
    std::vector<BucketState> states;
    for (const auto& [key, state] : m_buckets) {
        BucketState view = asOf(state, now);
        view.inFlight = inFlight(key);
        const bool saysSomething =
            view.blocked || view.notBefore || view.window.limit || view.window.remaining || view.window.resetSeconds;
        if (saysSomething)
            states.push_back(std::move(view));
    }
    std::stable_sort(states.begin(), states.end(), scarcerThan);
    return states;
}

} // namespace knockback::ratelimit
