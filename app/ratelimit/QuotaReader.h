// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Attempt.h"
#include "app/providers/Catalogue.h"
#include "app/ratelimit/QuotaWindow.h"

namespace knockback::ratelimit {

// Everything a response says about limits: IETF RateLimit fields (draft 00 to 11), the X-RateLimit-* family, the
// provider's own dialect, Retry-After. `receivedAt` is our wall clock when the answer's head came. Pure.
[[nodiscard]] QuotaReading readQuota(const http::Attempt& attempt, const providers::Catalogue& catalogue,
                                     base::WallTime receivedAt);

} // namespace knockback::ratelimit
