// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArray>

namespace knockback::ratelimit {

// What a limiter says to one request: whether it may pass, and what a server would announce with the answer.
struct Verdict {
    bool allowed = false;
    qint64 limit = 0;
    qint64 remaining = 0;            // whole requests that would still pass right after this one
    base::Nanoseconds resetAfter{0}; // until the key's full quota is there again
    base::Nanoseconds retryAfter{0}; // 0 when allowed; otherwise exactly until the next request would pass
};

// The longest window a limiter keeps to; a longer one is shortened to it, so that no sum of times overflows.
inline constexpr base::Nanoseconds longestWindow = std::chrono::hours(24 * 366);

// Counts requests per key (client address, API key …) and turns away what is too many. The lab answers with it and the
// tests predict with it. Knows no clock: the caller says what time it is, and never goes back. One thread only.
class Limiter {
public:
    virtual ~Limiter() = default;
    // Counts one request of `key` at `now`. What is turned away costs nothing.
    virtual Verdict take(base::SteadyTime now, const QByteArray& key) = 0;
};

} // namespace knockback::ratelimit
