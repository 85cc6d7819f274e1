// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratelimit/TokenBucket.h"

namespace knockback::ratelimit {

TokenBucket::TokenBucket(qint64 capacity, base::Nanoseconds interval)
    : m_interval(std::clamp(interval, base::Nanoseconds(1), longestWindow))
    , m_capacity(std::clamp<qint64>(capacity, 0, longestWindow / m_interval)) {}

Verdict TokenBucket::take(base::SteadyTime now, const QByteArray& key) {
    Bucket& bucket = m_buckets.at(key, [&](const Bucket& b) { return b.fullAt <= now; });
    const base::Nanoseconds whole = m_capacity * m_interval;
    base::Nanoseconds missing = bucket.fullAt <= now ? base::Nanoseconds(0) : bucket.fullAt - now;

    Verdict verdict;
    verdict.allowed = missing + m_interval <= whole;
    if (verdict.allowed) {
        missing += m_interval;
        bucket.fullAt = now + missing;
    } else {
        verdict.retryAfter = m_capacity == 0 ? m_interval : missing + m_interval - whole;
    }
    verdict.limit = m_capacity;
    verdict.remaining = (whole - missing) / m_interval;
    verdict.resetAfter = missing;
    return verdict;
}

} // namespace knockback::ratelimit
