// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/LearnedRate.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace knockback::ratelimit {

namespace {

using namespace std::chrono_literals;

constexpr double widestWindow = 1024;
constexpr double slowest = 1.0 / 3600;
constexpr double firstDecrease = 0.5;      // while the limit is far away
constexpr double soonAgainDecrease = 0.75; // at about the same rate, before it was held as long as meant
constexpr double laterDecrease = 0.9;      // when it blocked at about this rate before
constexpr double comfort = 0.95;           // of the rate that blocked
constexpr double recovery = 0.25;          // of that rate, per second: additive
constexpr double probing = 0.04;           // the same, above the comfortable rate
constexpr double smoothing = 0.3;
constexpr int mostInARow = 4;
constexpr base::Nanoseconds firstHold = 1s; // before the rate is confirmed by a second block
constexpr base::Nanoseconds shortestHold = 5s;
constexpr base::Nanoseconds longestHold = 1min;
constexpr base::Nanoseconds quiet = 1min;
constexpr base::Nanoseconds memory = 10min;

double seconds(base::Nanoseconds span) {
    return std::chrono::duration<double>(span).count();
}

} // namespace

void LearnedRate::sent(base::SteadyTime now) {
    forgetIfQuiet(now);
    if (m_sentAt != base::SteadyTime()) {
        const double gap = std::clamp(seconds(now - m_sentAt), 1e-4, 1 / slowest);
        m_gap = m_gap ? *m_gap + smoothing * (gap - *m_gap) : gap;
    }
    m_sentAt = now;
}

void LearnedRate::answered(bool blocked, int inFlight, base::SteadyTime now) {
    forgetIfQuiet(now);
    const bool older = m_older > 0;
    m_older = std::max(0, m_older - 1);
    if (!blocked)
        increase(now);
    else if (!older && m_gap) // one request alone has no rate
        decrease(inFlight, now);
}

void LearnedRate::decrease(int inFlight, base::SteadyTime now) {
    const double was = std::max(slowest, m_rate ? std::min(*m_rate, measured() * 1.25) : measured());
    const bool again = m_ceiling > 0 && was > 0.8 * m_ceiling && was < 1.25 * m_ceiling;
    m_inARow = std::min(mostInARow, m_inARow + 1);
    const bool soon = now - m_heldSince < m_hold;
    const double factor = !again ? std::pow(firstDecrease, m_inARow) : soon ? soonAgainDecrease : laterDecrease;
    m_rate = std::max(slowest, was * factor);
    m_hold = again ? std::clamp(2 * m_hold, shortestHold, longestHold) : firstHold;
    m_ceiling = was;
    m_heldSince = m_changedAt = m_blockedAt = now;
    m_older = inFlight;
}

void LearnedRate::increase(base::SteadyTime now) {
    if (!m_rate) {
        m_window = std::min(widestWindow, m_window + 1);
        return;
    }
    m_inARow = 0;
    const double elapsed = std::clamp(seconds(now - m_changedAt), 0.0, 1.0);
    m_changedAt = now;
    const double comfortable = comfort * m_ceiling;
    if (*m_rate < comfortable) {
        m_rate = std::min(comfortable, *m_rate + recovery * m_ceiling * elapsed);
        m_heldSince = now;
    } else if (now - m_heldSince >= m_hold) {
        const double faster = 1 + seconds(now - m_heldSince - m_hold); // the longer nothing blocks
        m_rate = *m_rate + probing * m_ceiling * elapsed * faster;
        m_ceiling = std::max(m_ceiling, *m_rate);
    }
}

double LearnedRate::measured() const {
    return m_gap ? 1 / *m_gap : 1;
}

double LearnedRate::sentLately(base::SteadyTime now) const {
    return m_gap && now - m_sentAt < 1s ? std::min(measured(), m_rate.value_or(measured())) : 0;
}

bool LearnedRate::isForgotten(base::SteadyTime now) const {
    return now - m_blockedAt >= memory || now - m_sentAt >= quiet;
}

void LearnedRate::forgetIfQuiet(base::SteadyTime now) {
    if (m_rate && isForgotten(now))
        *this = LearnedRate();
}

std::optional<double> LearnedRate::perSecond(base::SteadyTime now) const {
    return m_rate && !isForgotten(now) ? m_rate : std::nullopt;
}

} // namespace knockback::ratelimit
