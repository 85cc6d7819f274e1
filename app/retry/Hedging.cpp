// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/Hedging.h"

#include "app/http/Request.h"

namespace knockback::retry {

std::optional<base::Nanoseconds> hedgeAfter(const RetryPolicy& policy, const QByteArray& method, int number,
                                            bool budgetAllows) {
    const bool allowed =
        policy.hedgeAfter && policy.maxAttempts > 1 && number == 1 && budgetAllows && http::isIdempotent(method);
    return allowed ? std::optional<base::Nanoseconds>(*policy.hedgeAfter) : std::nullopt;
}

} // namespace knockback::retry
