// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ForecastExhaustion.h"

#include "app/ratelimit/SaturatedTime.h"

#include <algorithm>
#include <cmath>

namespace knockback::ratelimit {

namespace {

using Sample = BucketState::Sample;

constexpr std::size_t mostSamples = 32;
constexpr std::chrono::milliseconds shortestSpan(200);
// Answers that overtake each other, and quotas that trickle back, make small steps up; a reset makes a large one.
constexpr double largestStepUp = 0.2;

double seconds(base::Nanoseconds span) {
    return std::chrono::duration<double>(span).count();
}

// The newest samples with no reset between them.
std::span<const Sample> sinceReset(std::span<const Sample> samples) {
    samples = samples.last(std::min(samples.size(), mostSamples));
    double fullest = 0;
    for (const Sample& sample : samples)
        fullest = std::max(fullest, sample.remaining);
    for (std::size_t i = samples.size(); i-- > 1;)
        if (samples[i].remaining - samples[i - 1].remaining > largestStepUp * fullest)
            return samples.subspan(i);
    return samples;
}

// How fast the quota was used most lately, per second.
double recentPace(std::span<const Sample> samples, base::SteadyTime now, double fallback) {
    const double constant = std::max(0.2, seconds(now - samples.front().at) / 3);
    std::optional<double> pace;
    const auto step = [&](double used, double length) {
        if (length <= 0)
            return;
        const double fresh = used / length;
        pace = pace ? *pace + (1 - std::exp(-length / constant)) * (fresh - *pace) : fresh;
    };
    double pending = 0; // used by answers of the same moment
    for (std::size_t i = 1; i < samples.size(); ++i) {
        const double length = seconds(samples[i].at - samples[i - 1].at);
        pending += samples[i - 1].remaining - samples[i].remaining;
        if (length <= 0)
            continue;
        step(pending, length);
        pending = 0;
    }
    step(pending, seconds(now - samples.back().at));
    return std::max(0.0, pace.value_or(fallback));
}

} // namespace

std::optional<Exhaustion> forecastExhaustion(std::span<const Sample> samples, std::optional<base::SteadyTime> resetAt,
                                             base::SteadyTime now) {
    const auto recent = sinceReset(samples);
    if (recent.empty() || (resetAt && *resetAt <= now))
        return std::nullopt;
    const Sample& newest = recent.back();
    if (newest.remaining <= 0)
        return Exhaustion{newest.at, newest.at, newest.at};

    const Sample& oldest = recent.front();
    const base::SteadyTime from = std::max(now, newest.at);
    const double used = oldest.remaining - newest.remaining;
    if (recent.size() < 2 || used <= 0 || from - oldest.at < shortestSpan)
        return std::nullopt;
    const double linear = used / seconds(from - oldest.at);
    const double recently = recentPace(recent, from, linear);
    const double chance = 1 / std::sqrt(static_cast<double>(recent.size() - 1));

    const auto at = [&](double pace) {
        return pace > 0 ? secondsAfter(from, newest.remaining / pace) : base::SteadyTime::max();
    };
    Exhaustion forecast;
    forecast.at = at((linear + recently) / 2);
    forecast.earliest = at(std::max(linear, recently) * (1 + chance));
    forecast.latest = at(std::min(linear, recently) * (1 - chance));
    if (forecast.at == base::SteadyTime::max() || (resetAt && forecast.at >= *resetAt))
        return std::nullopt;
    return forecast;
}

} // namespace knockback::ratelimit
