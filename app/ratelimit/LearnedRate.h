// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <optional>

namespace knockback::ratelimit {

// The rate that a server lets through, learned from its blocks where it announces none: additive increase,
// multiplicative decrease (AIMD), with a memory of the rate at which it last blocked, so that once found it is probed
// ever more rarely. Before the first block it is a slow start: how many requests may be on their way doubles with every
// round of answers. Forgotten after ten minutes without a block, or one without traffic.
class LearnedRate {
public:
    void sent(base::SteadyTime now);
    // An answer came; `inFlight` others are still on their way. Only a block that no announced limit explains teaches:
    // the caller says which. Blocks of requests that were sent before the last decrease teach nothing more.
    void answered(bool blocked, int inFlight, base::SteadyTime now);

    // Requests a second; nothing while no block has taught any, and when it is forgotten.
    [[nodiscard]] std::optional<double> perSecond(base::SteadyTime now) const;
    // How many may be on their way while no rate is learned.
    [[nodiscard]] double slowStart() const { return m_window; }
    // Sent in the second before now, as far as the rate's own measure knows.
    [[nodiscard]] double sentLately(base::SteadyTime now) const;

private:
    void decrease(int inFlight, base::SteadyTime now);
    void increase(base::SteadyTime now);
    void forgetIfQuiet(base::SteadyTime now);
    [[nodiscard]] bool isForgotten(base::SteadyTime now) const;
    [[nodiscard]] double measured() const;

    double m_window = 1;
    std::optional<double> m_rate;
    double m_ceiling = 0; // at that rate it blocked
    base::Nanoseconds m_hold{0};
    base::SteadyTime m_heldSince{};
    base::SteadyTime m_changedAt{};
    base::SteadyTime m_blockedAt{};
    base::SteadyTime m_sentAt{};
    std::optional<double> m_gap; // seconds between requests, smoothed
    int m_inARow = 0;            // blocks without a pass between them
    int m_older = 0;             // answers to come that were sent before the last decrease
};

} // namespace knockback::ratelimit
