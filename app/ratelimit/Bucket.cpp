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
constexpr double costSmoothing = 0.3;
// Resets are rounded up to whole seconds, and an answer is a while on its way.
constexpr base::Nanoseconds rounding = 1s;
constexpr base::Nanoseconds roundingAndWay = 1100ms;

double seconds(base::Nanoseconds span) {
    return std::chrono::duration<double>(span).count();
}

} // namespace

Bucket::Bucket(BucketKey key, const QByteArray& host) {
    m_state.label = key.name;
    m_state.key = std::move(key);
    m_state.host = host;
}

void Bucket::read(const QuotaWindow& announced, base::SteadyTime now) {
    QuotaWindow window = announced;
    m_unit.correct(window, now);
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
    if (known && m_state.window.remaining)
        learnCost(*known - *m_state.window.remaining, over);
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

void Bucket::learnCost(double spent, bool over) {
    ++m_answers;
    if (m_state.window.unit == QStringLiteral("requests"))
        m_cost = 1;
    else if (!over && spent > 0)
        m_cost += costSmoothing * (spent / m_answers - m_cost);
    if (spent > 0 || over)
        m_answers = 0;
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

std::optional<double> Bucket::available(base::SteadyTime now) const {
    if (!isOver(now) && !m_state.window.remaining)
        return std::nullopt;
    const double rest = isOver(now) ? m_state.window.limit.value_or(1) : refilled(m_state, now);
    return std::max(0.0, rest / std::max(1.0, m_cost) - m_inFlight);
}

base::SteadyTime Bucket::notBefore(base::SteadyTime now) const {
    const base::SteadyTime earliest = std::max(now, gateOf(m_state).value_or(now));
    if (const auto refill = m_state.window.refillPerSecond; refill && *refill > 0 && !isOver(now)) {
        const double missing = 1 - available(now).value_or(1);
        return missing > 0 ? std::max(earliest, secondsAfter(now, missing * std::max(1.0, m_cost) / *refill))
                           : earliest;
    }
    // What is on its way counts as spent: the announced rest belongs to those requests already. After the reset a whole
    // new window is there, until the first answer says how much of it is left.
    const auto rest = available(now);
    if (!m_state.resetAt || !rest || *rest >= 1)
        return earliest;
    if (!isOver(now))
        return std::max(earliest, *m_state.resetAt);
    return std::max(earliest, secondsAfter(now, m_state.window.windowSeconds.value_or(1)));
}

void Bucket::tighten(RouteQuota& quota, base::SteadyTime now) const {
    quota.notBefore = std::max(quota.notBefore, notBefore(now));
    const auto rest = available(now);
    if (!rest)
        return;
    quota.knowledge = RouteKnowledge::Announced;
    const bool running = m_state.resetAt && !isOver(now);
    if (const auto refill = m_state.window.refillPerSecond) {
        const double rate = *refill / std::max(1.0, m_cost); // spending it as it comes keeps the level
        quota.evenRate = std::min(quota.evenRate.value_or(rate), rate);
    } else if (running) {
        const double rate = *rest / seconds(*m_state.resetAt - now);
        quota.evenRate = std::min(quota.evenRate.value_or(rate), rate);
    }
    if (quota.available && *quota.available <= *rest)
        return;
    quota.available = rest;
    quota.limit = m_state.window.limit;
    quota.resetAt = running ? m_state.resetAt : std::nullopt;
    quota.window.reset();
    if (m_state.window.windowSeconds)
        quota.window = secondsAfter({}, *m_state.window.windowSeconds) - base::SteadyTime();
}

} // namespace knockback::ratelimit
