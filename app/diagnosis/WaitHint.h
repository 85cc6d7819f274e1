// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/diagnosis/Subject.h"

#include <optional>

namespace knockback::diagnosis {

// How long the server asks to wait, in its own words only: Retry-After, the reset of an exhausted window, "retry_after"
// in a JSON body, "try again in 6.5s". Nothing when it does not say, or when waiting does not help that cause.
[[nodiscard]] std::optional<double> retryAfterSeconds(const Subject& subject, Cause cause, bool retryable);

// "6.5s", "20 ms", "2 minutes", "6m0s", "01:30:00", "34" (seconds); nothing for other text.
[[nodiscard]] std::optional<double> durationSeconds(QByteArrayView text);

} // namespace knockback::diagnosis
