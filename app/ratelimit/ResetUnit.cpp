// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/ResetUnit.h"

#include <chrono>
#include <cmath>

namespace knockback::ratelimit {

namespace {

// Whole seconds fall by up to one more or less than has passed; answers are a while on their way.
constexpr double shortestSpan = 0.05;
constexpr double tolerance = 1.5;
constexpr double share = 0.25;

} // namespace

void ResetUnit::correct(QuotaWindow& window, base::SteadyTime now) {
    if (!window.resetNumber) {
        m_seen.reset();
        return;
    }
    const double number = *window.resetNumber;
    if (m_seen) {
        const double passed = std::chrono::duration<double>(now - m_seen->at).count();
        const double fell = m_seen->number - number;
        if (passed >= shortestSpan && fell > 0) {
            const bool asSeconds = std::abs(fell - passed) <= tolerance;
            const bool asMilliseconds = std::abs(fell - 1000 * passed) <= share * 1000 * passed;
            if (asSeconds != asMilliseconds)
                m_milliseconds = asMilliseconds;
        }
    }
    m_seen = Seen{number, now};
    if (!m_milliseconds)
        return;
    const auto surplus = std::chrono::duration<double>(number - number / 1000);
    window.resetSeconds = number / 1000;
    if (window.resetAt)
        *window.resetAt -= std::chrono::duration_cast<base::Microseconds>(surplus);
}

} // namespace knockback::ratelimit
