// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/BucketView.h"

#include "app/ratelimit/ForecastExhaustion.h"
#include "app/ratelimit/SaturatedTime.h"

#include <algorithm>

namespace knockback::ratelimit {

double refilled(const BucketState& state, base::SteadyTime now) {
    const QuotaWindow& window = state.window;
    const double rest = window.remaining.value_or(0);
    if (!window.remaining || !window.refillPerSecond || now <= state.readAt)
        return rest;
    const double gained = *window.refillPerSecond * std::chrono::duration<double>(now - state.readAt).count();
    return std::min(std::max(rest, window.limit.value_or(rest)), rest + gained);
}

std::optional<base::SteadyTime> gateOf(const BucketState& state) {
    const auto refill = state.window.refillPerSecond;
    if (refill && *refill > 0 && state.window.remaining && *state.window.remaining < 1) {
        const auto next = secondsAfter(state.readAt, (1 - *state.window.remaining) / *refill);
        return std::max(next, state.notBefore.value_or(next));
    }
    const bool exhausted = state.window.remaining == 0.0 && state.resetAt;
    if (!exhausted)
        return state.notBefore;
    return std::max(*state.resetAt, state.notBefore.value_or(*state.resetAt));
}

double shareLeft(const BucketState& state) {
    if (state.window.remaining == 0.0)
        return 0;
    if (!state.window.remaining || state.window.limit.value_or(0) <= 0)
        return 1;
    return std::min(1.0, *state.window.remaining / *state.window.limit);
}

BucketState asOf(BucketState state, base::SteadyTime now) {
    state.exhaustion = forecastExhaustion(state.samples, state.resetAt, now);
    state.exhaustedAt.reset();
    if (state.exhaustion)
        state.exhaustedAt = state.exhaustion->at;
    const auto gate = gateOf(state);
    state.notBefore = gate && *gate > now ? gate : std::nullopt;
    const bool windowOver = state.resetAt && *state.resetAt <= now;
    if (!state.notBefore && (gate || windowOver))
        state.blocked = false;
    if (state.window.remaining)
        state.window.remaining = refilled(state, now);
    if (windowOver) {
        if (state.window.limit && !state.samples.empty()) {
            state.samples.push_back({*state.resetAt, state.samples.back().remaining});
            state.samples.push_back({*state.resetAt, *state.window.limit});
        }
        state.window.remaining = state.window.limit;
        state.window.resetSeconds.reset();
        state.window.resetAt.reset();
        state.resetAt.reset();
    }
    return state;
}

bool scarcerThan(const BucketState& a, const BucketState& b) {
    const bool aBlocked = a.blocked || a.notBefore;
    const bool bBlocked = b.blocked || b.notBefore;
    if (aBlocked != bBlocked)
        return aBlocked;
    return shareLeft(a) < shareLeft(b);
}

} // namespace knockback::ratelimit
