// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/Bucket.h"

#include "app/ratelimit/BucketView.h"
#include "app/ratelimit/SaturatedTime.h"

#include <algorithm>
#include <chrono>

namespace knockback::ratelimit {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t mostSamples = 64;
// Resets are rounded up to whole seconds, and an answer is a while on its way.
constexpr base::Nanoseconds rounding = 1s;
constexpr base::Nanoseconds roundingAndWay = 1100ms;

} // namespace

Bucket::Bucket(BucketKey key, const QByteArray& host) {
    m_state.label = key.name;
    m_state.key = std::move(key);
    m_state.host = host;
}

void Bucket::read(const QuotaWindow& window, base::SteadyTime now) {
    const bool over = isOver(now);
    const bool maybeOlder = m_older > 0;
    m_older = std::max(0, m_older - 1);
    const auto known = m_state.window.remaining;
    const auto fresh = window.resetSeconds ? std::optional(secondsAfter(now, *window.resetSeconds)) : std::nullopt;
    // Whole seconds are rounded up, so an answer of the window that has just ended seems to end a little later.
    const bool ofTheOldWindow = over && maybeOlder && fresh && *fresh - *m_state.resetAt < roundingAndWay &&
                                window.remaining && known && *window.remaining <= *known;
    if (ofTheOldWindow)
        return;

    const bool sameWindow =
        !over && m_state.resetAt.has_value() == fresh.has_value() && (!fresh || *fresh - *m_state.resetAt < rounding);
    mergeReset(window, now);
    m_state.window = window;
    m_state.readAt = now;
    // An answer that knows of more than is known to be left was overtaken, as long as that can be.
    const bool overtaken = sameWindow && maybeOlder && window.remaining && known && *window.remaining > *known;
    if (overtaken)
        m_state.window.remaining = known;
    else
        m_older = m_inFlight;
    if (over)
        m_state.samples.clear();
    addSample(now);
}

// Servers round the reset up to whole seconds, so every answer is an upper bound of the same moment: the lowest is the
// best.
void Bucket::mergeReset(const QuotaWindow& window, base::SteadyTime now) {
    if (!window.resetSeconds) {
        m_state.resetAt.reset();
        return;
    }
    const base::SteadyTime fresh = secondsAfter(now, *window.resetSeconds);
    const auto& known = m_state.resetAt;
    const bool sameWindow = known && *known > now && fresh > *known && fresh - *known < rounding;
    if (!sameWindow)
        m_state.resetAt = fresh;
}

void Bucket::addSample(base::SteadyTime now) {
    if (!m_state.window.remaining)
        return;
    if (m_state.samples.size() >= mostSamples)
        m_state.samples.erase(m_state.samples.begin());
    m_state.samples.push_back({now, *m_state.window.remaining});
}

void Bucket::setBlocked(bool blocked, std::optional<double> retryAfterSeconds, base::SteadyTime now) {
    m_state.blocked = blocked;
    m_state.readAt = now;
    if (!blocked)
        return;
    if (retryAfterSeconds)
        m_state.notBefore = std::max(m_state.notBefore.value_or(now), secondsAfter(now, *retryAfterSeconds));
    else if (m_state.resetAt && !m_state.window.remaining)
        m_state.notBefore = std::max(m_state.notBefore.value_or(now), *m_state.resetAt);
}

} // namespace knockback::ratelimit
