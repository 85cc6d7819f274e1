// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/limits/CardOrder.h"

#include "ui/limits/Starving.h"

#include <QCollator>

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

// Those that come at once stand in the order of their names.
void CardOrder::meet(const std::vector<BucketState>& buckets) {
    std::vector<const BucketState*> strangers;
    for (const BucketState& bucket : buckets)
        if (!m_places.contains(bucket.key))
            strangers.push_back(&bucket);
    if (strangers.empty())
        return;
    QCollator names(QLocale(QLocale::English)); // the C locale knows no numbers
    names.setNumericMode(true);
    std::stable_sort(strangers.begin(), strangers.end(), [&names](const BucketState* a, const BucketState* b) {
        return a->host != b->host ? a->host < b->host : names.compare(a->label, b->label) < 0;
    });
    for (const BucketState* stranger : strangers)
        m_places.try_emplace(stranger->key, m_places.size());
}

std::vector<CardOrder::Place> CardOrder::arrange(const std::vector<BucketState>& buckets,
                                                 const std::vector<WaitingLane>& waiting, base::SteadyTime now) {
    struct Candidate {
        Place place;
        std::size_t seen = 0; // when it was first
        BucketMood mood = BucketMood::Unknown;
    };
    meet(buckets);
    std::vector<Candidate> all;
    all.reserve(buckets.size());
    bool anyStarves = false;
    for (const BucketState& bucket : buckets) {
        const BucketMood mood = moodOf(bucket, now);
        const int calls = waitingFor(bucket, waiting);
        const std::size_t seen = m_places.at(bucket.key);
        all.push_back({{&bucket, calls, starves(mood, calls)}, seen, mood});
        anyStarves = anyStarves || all.back().place.starving;
    }
    std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.seen < b.seen; });
    const auto worse = [now](const Candidate& a, const Candidate& b) {
        return std::pair(a.mood, troubleUntil(*a.place.bucket, now)) >
               std::pair(b.mood, troubleUntil(*b.place.bucket, now));
    };
    if (anyStarves) {
        const auto rest =
            std::stable_partition(all.begin(), all.end(), [](const Candidate& one) { return one.place.starving; });
        std::stable_sort(all.begin(), rest, [](const Candidate& a, const Candidate& b) { return a.mood > b.mood; });
    } else if (const auto worst = std::min_element(all.begin(), all.end(), worse);
               worst != all.end() && worst->mood > BucketMood::Starving) {
        std::rotate(all.begin(), worst, worst + 1);
    }
    std::vector<Place> order;
    order.reserve(all.size());
    for (const Candidate& one : all)
        order.push_back(one.place);
    return order;
}

} // namespace knockback::ui
