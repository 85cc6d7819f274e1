// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"
#include "ui/models/CallTracker.h"

#include <map>
#include <vector>

namespace knockback::ui {

// Cards keep the place where they first stood, so that nothing moves under the pointer; only buckets that starve are
// pinned on top while they do, or, while none does, the worst of those that are empty or blocked.
class CardOrder {
public:
    struct Place {
        const ratelimit::BucketState* bucket = nullptr; // of those that were handed in
        int waiting = 0;                                // calls that wait for it
        bool starving = false;
    };
    // In the order to show them.
    [[nodiscard]] std::vector<Place> arrange(const std::vector<ratelimit::BucketState>& buckets,
                                             const std::vector<WaitingLane>& waiting, base::SteadyTime now);

private:
    void meet(const std::vector<ratelimit::BucketState>& buckets);

    std::map<ratelimit::BucketKey, std::size_t> m_places; // in the order in which they were first seen
};

// When a bucket that is in trouble gets out of it; the beginning of time for one that is not.
[[nodiscard]] base::SteadyTime troubleUntil(const ratelimit::BucketState& bucket, base::SteadyTime now);

} // namespace knockback::ui
