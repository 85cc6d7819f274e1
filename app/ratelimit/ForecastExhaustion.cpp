// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ForecastExhaustion.h"

#include "app/ratelimit/SaturatedTime.h"

#include <algorithm>

namespace knockback::ratelimit {

namespace {

using Sample = BucketState::Sample;

constexpr std::size_t mostSamples = 32;
constexpr std::chrono::milliseconds shortestSpan(200);
// Answers that overtake each other, and quotas that trickle back, make small steps up; a reset makes a large one.
constexpr double largestStepUp = 0.2;

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

} // namespace

std::optional<base::SteadyTime> forecastExhaustion(std::span<const Sample> samples,
                                                   std::optional<base::SteadyTime> resetAt, base::SteadyTime now) {
    const auto recent = sinceReset(samples);
    if (recent.empty() || (resetAt && *resetAt <= now))
        return std::nullopt;
    const Sample& newest = recent.back();
    if (newest.remaining <= 0)
        return newest.at;

    const Sample& oldest = recent.front();
    const auto span = std::max(now, newest.at) - oldest.at;
    const double used = oldest.remaining - newest.remaining;
    if (recent.size() < 2 || used <= 0 || span < shortestSpan)
        return std::nullopt;
    const double perSecond = used / std::chrono::duration<double>(span).count();
    const base::SteadyTime exhausted = secondsAfter(std::max(now, newest.at), newest.remaining / perSecond);
    if (exhausted == base::SteadyTime::max() || (resetAt && exhausted >= *resetAt))
        return std::nullopt;
    return exhausted;
}

} // namespace knockback::ratelimit
