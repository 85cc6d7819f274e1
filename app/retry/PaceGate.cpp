// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/PaceGate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace knockback::retry {

namespace {

using namespace std::chrono_literals;

constexpr auto whenAnswered = base::SteadyTime::max();
// Of a window that is shorter than this, a second is worth guessing.
constexpr base::Nanoseconds shortWindow = 2min;
// How long the first request after a reset is waited for.
constexpr base::Nanoseconds patience = 1s;

} // namespace

// Servers round a reset to seconds, and the Date that a time of day is held against as well, so announcements of one
// and the same reset differ by this much.
base::Nanoseconds PaceGate::rounding() const {
    return m_byClock ? 2200ms : 1200ms;
}

// How long until the reset. A time of day in whole seconds less a Date in whole seconds is up to two seconds too long,
// window after window. But the answer that opens a window comes when that begins, and windows last whole seconds, so
// what is left of the sum is the length. A guess: the next window's first request tells whether it was right.
base::Nanoseconds PaceGate::resetOf(const PaceReading& reading, bool blocked) const {
    const bool opens = !blocked && m_limit && reading.remaining && *reading.remaining == *m_limit - 1;
    const auto whole = std::chrono::ceil<base::Seconds>(*reading.reset);
    if (!reading.byClock || m_careful || !opens || whole <= 1s || whole > shortWindow)
        return *reading.reset + m_slack;
    return whole - 1s;
}

void PaceGate::sent(base::SteadyTime now) {
    if (isOver(now)) {
        m_remaining = m_limit.value_or(1);
        m_resetAt.reset();
        m_windowFrom = now;
        m_probing = !m_trusted;
    }
    m_lastSent = now;
    ++m_inFlight;
}

void PaceGate::returned(bool counts) {
    m_inFlight = std::max(m_inFlight - 1, 0);
    m_probing = false;
    if (counts && m_remaining)
        m_remaining = *m_remaining - std::max(m_cost, 1.0);
}

void PaceGate::read(const PaceReading& reading, base::SteadyTime sentAt, bool blocked, base::SteadyTime now) {
    m_requests = reading.requests;
    m_concurrent = reading.concurrent;
    m_byClock = reading.byClock;
    if (reading.limit)
        m_limit = reading.limit;
    if (reading.window)
        m_window = reading.window;
    if (m_concurrent || isOfAnOldWindow(reading, sentAt, now))
        return;

    const bool ofThisWindow = m_windowFrom > base::SteadyTime() && sentAt >= m_windowFrom;
    if (blocked && ofThisWindow)
        doubt(reading);
    else if (m_probing && ofThisWindow)
        m_trusted = !m_careful;

    std::optional<base::SteadyTime> resetAt;
    if (reading.reset) {
        const auto until = resetOf(reading, blocked);
        resetAt = now + until;
        if (until < *reading.reset && until != std::exchange(m_guess, until))
            m_trusted = false;
    }
    const bool sameWindow = m_resetAt && now < *m_resetAt && resetAt && *resetAt - *m_resetAt <= rounding();
    const bool later = sentAt >= m_readAt; // this request left after the known answer was here
    if (reading.remaining) {
        if (!m_requests && sameWindow)
            learnCost(*reading.remaining);
        const bool newWindow = m_resetAt && resetAt && !sameWindow;
        if (!m_remaining || later || newWindow || *reading.remaining <= *m_remaining)
            m_remaining = reading.remaining;
    } else if (blocked) {
        m_remaining = 0;
    }
    if (resetAt)
        m_resetAt = sameWindow && !m_careful ? std::min(*resetAt, *m_resetAt) : *resetAt;
    m_readAt = now;
}

// A block that the announcements had not foreseen: somebody else draws on the bucket, it fills up bit by bit, or its
// resets are rounded down. From now on the latest word counts, and every reset has to be proved by a single request.
void PaceGate::doubt(const PaceReading& reading) {
    m_careful = true;
    m_trusted = false;
    if (!m_probing || !reading.reset || *reading.reset > rounding())
        return;
    const bool whole = reading.reset->count() % base::Nanoseconds(1s).count() == 0;
    m_slack = whole ? 1s : std::clamp<base::Nanoseconds>(m_slack * 2, 50ms, 1s);
}

// Answers that were on their way while the window ended speak of the old one, unless they name a later reset.
bool PaceGate::isOfAnOldWindow(const PaceReading& reading, base::SteadyTime sentAt, base::SteadyTime now) const {
    const auto windowFrom = isOver(now) ? *m_resetAt : m_windowFrom;
    return sentAt < windowFrom && (!reading.reset || now + *reading.reset - windowFrom <= rounding());
}

void PaceGate::learnCost(double remaining) {
    const double taken = m_remaining.value_or(remaining) - remaining;
    if (taken > 0)
        m_cost = m_cost > 0 ? 0.8 * m_cost + 0.2 * taken : taken;
}

std::optional<double> PaceGate::budget(base::SteadyTime now) const {
    if (m_concurrent)
        return m_limit ? std::optional(std::max(*m_limit, 1.0) - m_inFlight) : std::nullopt;
    const auto rest = isOver(now) ? std::optional(m_limit.value_or(1)) : m_remaining;
    if (!rest)
        return std::nullopt;
    if (m_requests)
        return *rest - m_inFlight;
    if (*rest <= 0)
        return 0;
    // What a request takes is a guess, so a last one may always try.
    return m_cost > 0 ? std::max(*rest / m_cost, 1.0) - m_inFlight : std::optional<double>();
}

base::SteadyTime PaceGate::opensAt(PaceMode mode, base::SteadyTime now) const {
    const auto left = budget(now);
    if (m_concurrent)
        return !left || *left >= 1 ? now : whenAnswered;
    if (isOver(now))
        return !left || *left >= 1 || m_inFlight == 0 ? now : whenAnswered;
    if (m_probing && mode != PaceMode::Greedy && now < m_windowFrom + patience)
        return m_windowFrom + patience;
    if (!left)
        return now;
    if (*left < 1)
        return refill(now);
    return mode == PaceMode::Spread ? spread(*left, now) : now;
}

base::SteadyTime PaceGate::refill(base::SteadyTime now) const {
    if (m_resetAt)
        return *m_resetAt;
    if (m_inFlight > 0)
        return whenAnswered;
    return std::max(now, std::max(m_readAt, m_windowFrom) + m_window.value_or(1s));
}

// The times between the last request and the reset are shared evenly among those that still fit.
base::SteadyTime PaceGate::spread(double left, base::SteadyTime now) const {
    const auto from = std::max(m_lastSent, m_windowFrom);
    base::Nanoseconds step{0};
    if (m_resetAt && *m_resetAt > from)
        step = base::Nanoseconds(static_cast<long long>(double((*m_resetAt - from).count()) / (left + 1)));
    else if (m_window && m_limit && *m_limit >= 1)
        step = base::Nanoseconds(static_cast<long long>(double(m_window->count()) / *m_limit));
    return std::max(now, from + step);
}

std::optional<base::SteadyTime> PaceGate::forecast(PaceMode mode, double ahead, base::SteadyTime now) const {
    const auto left = budget(now);
    if (!left)
        return now;
    if (m_concurrent)
        return ahead < *left ? std::optional(now) : std::nullopt;
    const double whole = std::floor(std::max(*left, 0.0));
    if (ahead < whole) {
        if (mode != PaceMode::Spread || !m_resetAt)
            return now;
        const auto first = spread(*left, now);
        const double step = double((*m_resetAt - first).count()) / (whole + 1);
        return first + base::Nanoseconds(static_cast<long long>(step * ahead));
    }
    const auto next = refill(now);
    if (next == whenAnswered)
        return std::nullopt;
    const double windows = m_limit && *m_limit >= 1 ? std::floor((ahead - whole) / *m_limit) : ahead - whole;
    if (windows < 1)
        return next;
    const double length = m_window ? double(m_window->count()) : 0;
    // Ten years away is far enough.
    return length > 0
               ? std::optional(next + base::Nanoseconds(static_cast<long long>(std::min(windows * length, 3e17))))
               : std::nullopt;
}

} // namespace knockback::retry
