// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/CardOrder.h"

#include "ui/limits/BucketWords.h"

#include <algorithm>

namespace knockback::ui {

using ratelimit::BucketState;

base::SteadyTime troubleUntil(const BucketState& bucket, base::SteadyTime now) {
    switch (moodOf(bucket, now)) {
    case BucketMood::Blocked:
        return bucket.notBefore.value_or(base::SteadyTime::max());
    case BucketMood::Empty:
    case BucketMood::Starving:
        return bucket.resetAt.value_or(base::SteadyTime::max());
    case BucketMood::Unknown:
    case BucketMood::Unlimited:
    case BucketMood::Fine:
    case BucketMood::Conflicting:
        break;
    }
    return base::SteadyTime::min();
}

std::vector<const BucketState*> CardOrder::arrange(const std::vector<BucketState>& buckets, base::SteadyTime now) {
    std::vector<std::pair<std::size_t, const BucketState*>> places;
    for (const BucketState& bucket : buckets)
        places.emplace_back(m_places.try_emplace(bucket.key, m_places.size()).first->second, &bucket);
    std::sort(places.begin(), places.end());
    std::vector<const BucketState*> order;
    for (const auto& [place, bucket] : places)
        order.push_back(bucket);
    const auto worst = std::max_element(order.begin(), order.end(), [now](const BucketState* a, const BucketState* b) {
        const auto rank = [now](const BucketState* bucket) {
            return std::pair(static_cast<int>(moodOf(*bucket, now)), troubleUntil(*bucket, now));
        };
        return rank(a) < rank(b);
    });
    if (worst != order.end() && moodOf(**worst, now) >= BucketMood::Starving)
        std::rotate(order.begin(), worst, worst + 1);
    return order;
}

} // namespace knockback::ui
