// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RunForecast.h"

#include "app/ratelimit/BucketView.h"

#include <algorithm>
#include <cmath>

namespace knockback::runs {

using ratelimit::BucketState;

namespace {

constexpr double farSeconds = 1e9; // thirty years are far enough

struct Span {
    double seconds = 0; // until the last request may leave
    bool open = false;
};

double secondsUntil(std::optional<base::SteadyTime> at, base::SteadyTime now) {
    return at && *at > now ? std::chrono::duration<double>(*at - now).count() : 0;
}

// `rest` go out now, then so many a second.
double trickle(double requests, double rest, double perSecond) {
    return requests <= rest ? 0 : (requests - std::max(rest, 0.0)) / perSecond;
}

// `rest` go out now, `limit` at every reset, the first of which comes in `reset` seconds.
Span windows(double requests, double rest, double limit, double reset, std::optional<double> length) {
    if (requests <= rest)
        return {0, false};
    const double further = std::ceil((requests - std::max(rest, 0.0)) / limit) - 1; // resets after the first one
    if (further <= 0)
        return {reset, false};
    return length ? Span{reset + further * *length, false} : Span{reset, true};
}

std::optional<Span> spanOf(const BucketState& bucket, double requests, base::SteadyTime now) {
    const auto& window = bucket.window;
    if (window.unit != u"requests")
        return std::nullopt;
    const double shut = secondsUntil(bucket.notBefore, now);
    if (window.limit && *window.limit > 0 && bucket.learned && window.windowSeconds)
        return Span{std::max(shut, trickle(requests, 1, *window.limit / *window.windowSeconds)), false};
    if (window.refillPerSecond && *window.refillPerSecond > 0)
        return Span{std::max(shut, trickle(requests, ratelimit::refilled(bucket, now), *window.refillPerSecond)),
                    false};
    // What is in flight counts already, or will: a gauge that lags behind must not promise too much.
    const double rest = window.remaining.value_or(window.limit.value_or(0)) - bucket.inFlight;
    if (window.limit && *window.limit > 0) {
        const double reset = bucket.resetAt ? secondsUntil(bucket.resetAt, now) : window.windowSeconds.value_or(0);
        auto span = windows(requests, rest, *window.limit, reset, window.windowSeconds);
        span.seconds = std::max(span.seconds, shut);
        return span;
    }
    if (window.remaining && requests > rest)
        return Span{std::max(shut, secondsUntil(bucket.resetAt, now)), true};
    return shut > 0 ? std::optional(Span{shut, true}) : std::nullopt;
}

base::Nanoseconds nanoseconds(double seconds) {
    return base::Nanoseconds(static_cast<long long>(std::min(seconds, farSeconds) * 1e9));
}

} // namespace

std::vector<BucketState> limitsOf(const ratelimit::RouteKey& route, const std::vector<BucketState>& buckets) {
    const auto holds = [&route](const BucketState& bucket) {
        if (bucket.host != route.host)
            return false;
        const QString& partition = bucket.key.partition;
        if (partition.isEmpty() || !bucket.window.partitionKey.isEmpty())
            return true;
        const QString credential = QString::fromUtf8(route.credential);
        const QString endpoint = QString::fromUtf8(route.endpoint);
        return partition == credential || partition == endpoint ||
               partition == QStringLiteral("%1 · %2").arg(endpoint, credential);
    };
    std::vector<BucketState> found;
    std::copy_if(buckets.begin(), buckets.end(), std::back_inserter(found), holds);
    return found;
}

RunForecast forecast(const RunLoad& load, const std::vector<BucketState>& limits, base::SteadyTime now) {
    RunForecast result;
    if (load.requests == 0)
        return result;
    const auto requests = static_cast<double>(load.requests);
    double longest = 0;
    for (const BucketState& bucket : limits) {
        const auto span = spanOf(ratelimit::asOf(bucket, now), requests, now);
        if (!span)
            continue;
        result.known = true;
        result.open = result.open || span->open;
        if (span->seconds > longest) {
            longest = span->seconds;
            result.limit = bucket;
        }
    }
    result.least = nanoseconds(longest);
    if (load.answerTime) {
        result.known = true;
        const auto rounds = std::ceil(requests / std::max(load.concurrency, 1));
        const auto one = std::chrono::duration<double>(*load.answerTime).count();
        const auto serial = nanoseconds(rounds * one);
        if (serial > result.least + *load.answerTime)
            result.limit.reset();
        result.least = std::max(serial, result.least + *load.answerTime);
    }
    return result;
}

} // namespace knockback::runs
