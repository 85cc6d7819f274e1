// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ratelimit/Limiter.h"
#include "app/ratelimit/PerKey.h"

namespace knockback::ratelimit {

// A bucket of `capacity` tokens that gains one every `interval`; a request takes one. Kept as the time at which the
// bucket is full again, so there is nothing to round: the same as the generic cell rate algorithm.
class TokenBucket final : public Limiter {
public:
    TokenBucket(qint64 capacity, base::Nanoseconds interval);
    Verdict take(base::SteadyTime now, const QByteArray& key) override;

private:
    struct Bucket {
        base::SteadyTime fullAt = base::SteadyTime::min();
    };
    base::Nanoseconds m_interval;
    qint64 m_capacity;
    PerKey<Bucket> m_buckets;
};

} // namespace knockback::ratelimit
