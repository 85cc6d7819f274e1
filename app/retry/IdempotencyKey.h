// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"
#include "app/retry/RetryPolicy.h"

#include <optional>

namespace knockback::retry {

// The value of the Idempotency-Key to add to a request before its first attempt; every later attempt of the call sends
// the same. Nothing when the policy does not ask for it, the method may be repeated anyway, or there is one already. A
// quoted string (RFC 9651), as draft-ietf-httpapi-idempotency-key-header wants it, with a random UUID.
[[nodiscard]] std::optional<QByteArray> idempotencyKey(const RetryPolicy& policy, const http::Request& request,
                                                       base::RandomSource& random);

} // namespace knockback::retry
