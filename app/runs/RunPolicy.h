// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"

#include <algorithm>

namespace knockback::runs {

// The policy of a request that is one of many: who asks for many waits for their quota, as long as a day's takes.
// Otherwise a single long window would fail all the rows behind it within a moment.
[[nodiscard]] inline retry::RetryPolicy patient(retry::RetryPolicy policy) {
    policy.longestWait = std::max<base::Milliseconds>(policy.longestWait, std::chrono::hours(25));
    return policy;
}

} // namespace knockback::runs
