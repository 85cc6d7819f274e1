// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/BucketState.h"

#include <map>
#include <vector>

namespace knockback::ui {

// Cards keep the place where they first stood, so that nothing moves under the pointer; only the bucket that is worst
// off (blocked, empty or starving, and the longest of those) is pinned on top while it is.
class CardOrder {
public:
    // In the order to show them. Pointers into `buckets`.
    [[nodiscard]] std::vector<const ratelimit::BucketState*> arrange(const std::vector<ratelimit::BucketState>& buckets,
                                                                     base::SteadyTime now);

private:
    std::map<ratelimit::BucketKey, std::size_t> m_places; // in the order in which they were first seen
};

// When a bucket that is in trouble gets out of it; the beginning of time for one that is not.
[[nodiscard]] base::SteadyTime troubleUntil(const ratelimit::BucketState& bucket, base::SteadyTime now);

} // namespace knockback::ui
