// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/RandomSource.h"

namespace knockback::retry {

enum class BackoffKind { Constant, Linear, Exponential };
enum class JitterKind { None, Equal, Full, Decorrelated };

// How waits grow between attempts when the server does not say how long.
struct Backoff {
    BackoffKind kind = BackoffKind::Exponential;
    JitterKind jitter = JitterKind::Full;
    base::Milliseconds base{500};
    base::Milliseconds cap{60'000};
    bool operator==(const Backoff&) const = default;
};

// The wait before attempt number `next` (2 = the first retry), without any word of the server. `previous` is the wait
// before that, which decorrelated jitter grows from. Never negative, never above the cap.
[[nodiscard]] base::Nanoseconds backoffDelay(const Backoff& backoff, int next, base::Nanoseconds previous,
                                             base::RandomSource& random);

} // namespace knockback::retry
