// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/ratelimit/BucketState.h"
#include "app/ratelimit/QuotaWindow.h"
#include "app/ratelimit/RouteKey.h"

#include <memory>

namespace knockback::ratelimit {

// All buckets seen so far, each with its latest reading, recent samples, forecast and "not before" gate, and what is in
// flight to it: what the gauges show. What may go out when, the pacer decides. Engine thread.
class QuotaTracker {
public:
    QuotaTracker();
    ~QuotaTracker();
    QuotaTracker(QuotaTracker&&) noexcept;
    QuotaTracker& operator=(QuotaTracker&&) noexcept;

    // Corrects the resets in a reading whose unit was guessed wrongly, as far as the answers before it have shown that
    // (ResetUnit). Comes before whatever else is concluded from the reading, once an answer.
    void correct(const RouteKey& route, QuotaReading& reading, base::SteadyTime now);

    // Takes one response's reading in; returns the buckets it changed. `blocked` = the diagnosis says rate limit.
    // Comes after finished() of the same attempt.
    std::vector<BucketKey> observe(const RouteKey& route, const QuotaReading& reading, bool blocked,
                                   base::SteadyTime now);

    // An attempt goes out; it came back.
    void started(const RouteKey& route, base::SteadyTime now);
    void finished(const RouteKey& route);

    // How far apart requests are sent there since blocks that no announced limit explains have taught it; 0 = nothing
    // was learned. Shown as a bucket of its own as long as nothing is announced there.
    void setLearned(const RouteKey& route, base::Nanoseconds spacing, base::SteadyTime now);

    // What a lane of the timeline is called: the route's scarcest bucket, or the host when the server gave that no
    // name;
    // "" when none is known.
    [[nodiscard]] QString laneLabel(const RouteKey& route) const;

    // Copies for gauges: starving and blocked ones first. Exhaustion forecast and resets are as of `now`.
    [[nodiscard]] std::vector<BucketState> snapshot(base::SteadyTime now) const;

private:
    struct Tables;
    std::unique_ptr<Tables> m_tables;
};

} // namespace knockback::ratelimit
