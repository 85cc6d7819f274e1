// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/Limiter.h"

namespace knockback::retry {

// Counts in windows of the clock, and the one before counts as far as it still overlaps the last `window`: how large
// gateways approximate a sliding window with two numbers.
class SlidingCounter final : public ratelimit::Limiter {
public:
    SlidingCounter(qint64 limit, base::Nanoseconds window) : m_limit(limit), m_window(window) {}

    ratelimit::Verdict take(base::SteadyTime now, const QByteArray&) override {
        const auto number = now.time_since_epoch() / m_window;
        if (number != m_number) {
            m_before = number == m_number + 1 ? m_count : 0;
            m_count = 0;
            m_number = number;
        }
        const auto into = now.time_since_epoch() % m_window;
        const auto weighed = [&](base::Nanoseconds at) {
            return double(m_before) * (1 - double(at.count()) / double(m_window.count())) + double(m_count);
        };
        ratelimit::Verdict verdict;
        verdict.limit = m_limit;
        verdict.allowed = weighed(into) + 1 <= double(m_limit);
        m_count += verdict.allowed ? 1 : 0;
        verdict.remaining = static_cast<qint64>(std::max(0.0, double(m_limit) - weighed(into)));
        verdict.resetAfter = m_window - into;
        while (!verdict.allowed && into + verdict.retryAfter < m_window &&
               weighed(into + verdict.retryAfter) + 1 > double(m_limit))
            verdict.retryAfter += std::chrono::milliseconds(1);
        return verdict;
    }

private:
    qint64 m_limit;
    base::Nanoseconds m_window;
    std::int64_t m_number = 0;
    qint64 m_count = 0;
    qint64 m_before = 0;
};

} // namespace knockback::retry
