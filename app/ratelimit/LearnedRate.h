// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <optional>

namespace knockback::ratelimit {

// Learns how fast a server that announces nothing takes requests, from those that it turned away. After a block, single
// requests try growing distances from the last one that passed. What passed on average before the block is the first
// guess; where only one had, the distance is narrowed by halves between the longest that failed and the shortest that
// passed. Then it follows slow changes (additive in effect, AIMD): a little faster with every answer, slower with every
// block, in such proportion that about one request in a hundred is blocked. Allocates nothing.
class LearnedRate {
public:
    // A server that has not blocked for so long has forgotten, or has changed its mind.
    static constexpr base::Nanoseconds memory = std::chrono::minutes(10);

    // Whether it holds anything back.
    [[nodiscard]] bool isActive() const { return m_recovering || m_interval.count() > 0; }
    // The distance between requests; 0 while none is known.
    [[nodiscard]] base::Nanoseconds interval() const { return m_interval; }
    // The same while it is looked for: the distance that is tried.
    [[nodiscard]] base::Nanoseconds spacing() const { return m_recovering ? m_distance : m_interval; }

    // When the next request may go. While a single one is out to try, its answer may come sooner.
    [[nodiscard]] base::SteadyTime opensAt(base::SteadyTime now) const;

    void sent(base::SteadyTime now);
    // The request that was sent at `sentAt` came back.
    void passed(base::SteadyTime sentAt, base::SteadyTime now);
    // `told`: the block says when to come back, which is obeyed elsewhere and makes it dear.
    void blocked(base::SteadyTime sentAt, bool told, base::SteadyTime now);
    // … or told nothing.
    void lost(base::SteadyTime sentAt);

private:
    void firstBlock(base::SteadyTime now);
    void recovered(base::SteadyTime sentAt);
    void narrow();
    [[nodiscard]] bool isCoarse(base::Nanoseconds time) const;

    base::Nanoseconds m_interval{0};
    base::Nanoseconds m_passing{0}; // while it is narrowed: the shortest distance that passed …
    base::Nanoseconds m_failing{0}; // … and the longest that did not; 0 = not being narrowed
    int m_need = 1;                 // so many in a row have to pass to be sure of a distance …
    int m_needed = 1;               // … and so many of them are missing
    base::SteadyTime m_changedAt{}; // requests from before this were sent at another interval

    double m_gain = 0;
    base::Nanoseconds m_roundTrip{0};
    bool m_told = false; // blocks say when to come back

    bool m_recovering = false;
    bool m_trying = false;           // a single request is out
    base::Nanoseconds m_distance{0}; // of the next try from `m_lastPassed`
    base::SteadyTime m_blockedAt{};  // requests from before this tell of the same block
    base::SteadyTime m_lastSent{};
    base::SteadyTime m_lastPassed{}; // when it was sent
    base::SteadyTime m_passedFrom{}; // the first one since the last recovery …
    int m_passedCount = 0;           // … and how many since then
};

} // namespace knockback::ratelimit
