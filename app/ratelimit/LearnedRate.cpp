// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/LearnedRate.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace knockback::ratelimit {

namespace {

using namespace std::chrono_literals;

constexpr base::Nanoseconds shortest = 20ms; // the first distance that is tried after a block
constexpr base::Nanoseconds longest = 60s;
constexpr base::Nanoseconds patience = 2s; // for the answer of a try, at least
constexpr double slower = 1.04;            // after a block
// How much faster after every answer: hardly at first, then more and more as long as nothing is blocked (in the manner
// of CUBIC), so that about one request in a hundred is; half of that where a block costs a long wait.
constexpr double firstGain = 0.0002;
constexpr double gainGrowth = 1.05;
constexpr double mostGain = 0.02;
constexpr double coarseGain = 0.006; // where the first guess is too slow for sure
// So few passed before a block: what they took on average says little.
constexpr int few = 4;

base::Nanoseconds times(base::Nanoseconds duration, double factor) {
    return base::Nanoseconds(static_cast<long long>(double(duration.count()) * factor));
}

} // namespace

base::SteadyTime LearnedRate::opensAt(base::SteadyTime now) const {
    if (m_recovering && m_trying)
        return m_lastSent + std::max(m_distance * 2, patience);
    if (m_recovering)
        return std::max({now, m_lastPassed + m_distance, m_lastSent + m_distance / 2});
    if (m_interval.count() == 0 || now - m_blockedAt > memory)
        return now;
    return std::max(now, m_lastSent + m_interval);
}

void LearnedRate::sent(base::SteadyTime now) {
    if (m_interval.count() > 0 && now - m_blockedAt > memory)
        m_interval = m_passing = m_failing = 0ns;
    m_trying = m_recovering;
    m_lastSent = now;
}

void LearnedRate::passed(base::SteadyTime sentAt, base::SteadyTime now) {
    m_roundTrip = m_roundTrip.count() > 0 ? (m_roundTrip * 7 + (now - sentAt)) / 8 : now - sentAt;
    if (m_recovering && sentAt >= m_blockedAt) {
        recovered(sentAt);
        m_changedAt = now;
        return;
    }
    const auto distance = sentAt - m_lastPassed;
    // A pause says nothing of what the server would have taken.
    if (m_passedCount == 0 || distance > std::max<base::Nanoseconds>(m_interval * 4, 1s)) {
        m_passedFrom = sentAt;
        m_passedCount = 0;
    }
    ++m_passedCount;
    m_lastPassed = std::max(m_lastPassed, sentAt);
    const bool tells = !m_recovering && sentAt >= m_changedAt && distance < times(m_interval, 1.25);
    if (!tells)
        return;
    if (m_failing.count() == 0) {
        m_interval = times(m_interval, 1 - m_gain);
        m_gain = std::min(m_gain * gainGrowth, mostGain);
    } else if (--m_needed <= 0) {
        m_passing = m_interval;
        narrow();
        m_changedAt = now;
    }
}

// Halves, in proportion, what lies between the distance that failed and the one that passed. While an answer is under
// way, everything that is sent at a distance that fails is lost, so far-away servers are tried less finely.
void LearnedRate::narrow() {
    const double ratio = double(m_passing.count()) / double(m_failing.count());
    const double onTheWay = double(m_roundTrip.count()) / double(m_passing.count());
    if (ratio > 1.04 + (m_told ? 0.06 : 0) + 0.04 * onTheWay) {
        m_interval = times(m_failing, std::sqrt(ratio));
        m_needed = m_need;
    } else {
        m_interval = m_passing;
        m_failing = 0ns;
    }
}

// Whether the mean of that time is dear to much waiting that was not needed: for answers on a long way, or for a
// Retry-After, which is rounded up to a second.
bool LearnedRate::isCoarse(base::Nanoseconds time) const {
    const base::Nanoseconds slack = m_told ? 1s : m_roundTrip;
    return slack * 10 > time || m_roundTrip * 2 > m_interval;
}

void LearnedRate::recovered(base::SteadyTime sentAt) {
    const auto distance = sentAt - m_lastPassed;
    m_recovering = false;
    m_trying = false;
    const auto mean = m_passedCount > 0 ? (sentAt - m_passedFrom) / m_passedCount : distance;
    if (m_passedCount > few) {
        // In the long run the server takes what it took until now, this wait included.
        m_interval = std::max(m_interval, mean);
        m_failing = 0ns;
        if (isCoarse(sentAt - m_passedFrom))
            m_gain = coarseGain;
    } else if (m_interval.count() == 0 || mean > m_interval * 2 || m_failing.count() > 0) {
        m_passing = mean;
        m_failing = std::max(m_failing, std::min(shortest, mean));
        m_need = std::max(m_passedCount, 1);
        narrow();
    }
    m_passedCount = 1;
    m_passedFrom = sentAt;
    m_lastPassed = sentAt;
}

void LearnedRate::firstBlock(base::SteadyTime now) {
    m_recovering = true;
    if (m_passedCount == 0)
        m_lastPassed = now;
    if (m_interval.count() == 0) {
        m_distance = shortest;
    } else if (m_failing.count() > 0) {
        m_failing = m_interval;
        m_interval = m_distance = m_passing;
        m_passedCount = 1;
        m_passedFrom = m_lastPassed;
    } else {
        m_interval = times(m_interval, slower);
        m_distance = m_interval;
    }
}

void LearnedRate::blocked(base::SteadyTime sentAt, bool told, base::SteadyTime now) {
    if (sentAt < m_blockedAt)
        return;
    m_told = told;
    m_gain = firstGain / (told ? 2 : 1);
    if (!m_recovering) {
        firstBlock(now);
    } else {
        m_failing = m_distance;
        m_distance = std::min(m_distance * 2, longest);
    }
    m_trying = false;
    m_blockedAt = now;
}

void LearnedRate::lost(base::SteadyTime sentAt) {
    if (sentAt >= m_blockedAt)
        m_trying = false;
}

} // namespace knockback::ratelimit
