// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/Services.h"

namespace knockback::test {

inline ratelimit::BucketState bucket(const QString& name, double remaining, double limit, double windowSeconds,
                                     base::SteadyTime now, base::Nanoseconds resetIn, const QString& partition = {}) {
    ratelimit::BucketState state;
    state.key = {"github", name, partition};
    state.label = name;
    state.window.limit = limit;
    state.window.remaining = remaining;
    state.window.windowSeconds = windowSeconds;
    state.readAt = now;
    state.resetAt = now + resetIn;
    for (int i = 0; i <= 12; ++i)
        state.samples.push_back(
            {now - std::chrono::seconds(60 - i * 5), remaining + (limit - remaining) * (12 - i) / 14.0});
    return state;
}

// What the drawings show.
inline session::LimitsSnapshot drawnLimits(base::SteadyTime now) {
    using namespace std::chrono_literals;
    session::LimitsSnapshot limits;
    auto core = bucket(QStringLiteral("core"), 0, 60, 3600, now, 41s, QStringLiteral("per IP"));
    auto search = bucket(QStringLiteral("search"), 27, 30, 60, now, 22s, QStringLiteral("per token"));
    auto points = bucket(QStringLiteral("graphql points"), 3100, 5000, 3600, now, 31min + 10s);
    points.window.unit = QStringLiteral("points");
    points.exhaustedAt = now + 25min;
    limits.buckets = {search, points, core};
    retry::CircuitView circuit{QStringLiteral("api.github.com"), retry::BreakerState::Open, now + 12s, {}};
    for (const char outcome : {'+', '+', '+', '-', '+', '-', '-', '+', '-', '+'})
        circuit.recent.push_back(outcome == '+');
    limits.circuits = {circuit};
    limits.retryBudget = 0.78;
    return limits;
}

} // namespace knockback::test
