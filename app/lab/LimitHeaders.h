// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/Scenario.h"
#include "app/ratelimit/Limiter.h"

namespace knockback::lab {

// Whole seconds, rounded up: a client that waits so long is never early.
[[nodiscard]] qint64 wholeSeconds(base::Nanoseconds time);

// What a limiter's word looks like in the check's dialect, and Retry-After when the request is turned away.
void appendLimitHeaders(http::HeaderList& headers, const LimitCheck& check, const ratelimit::Verdict& verdict,
                        base::WallTime now);

} // namespace knockback::lab
