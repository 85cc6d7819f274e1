// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"

#include <optional>

namespace knockback::retry {

// How long after an attempt a second one goes out beside it, the first good answer of both being the call's. Nothing
// when the policy does not ask for it, when the method is not idempotent (a key does not help: the server would answer
// the second with 409 while it works on the first), on any but the first attempt, or when the budget does not allow the
// extra request, which counts as a retry.
[[nodiscard]] std::optional<base::Nanoseconds> hedgeAfter(const RetryPolicy& policy, const QByteArray& method,
                                                          int number, bool budgetAllows);

} // namespace knockback::retry
