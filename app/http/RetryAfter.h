// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/HeaderList.h"

#include <QString>

#include <optional>
#include <vector>

namespace knockback::http {

// How long a response asks to wait, counted from when it was made.
struct RetryAfter {
    std::optional<double> seconds; // 0 = at once, also when the time named has passed
    std::vector<QString> problems; // values that could not be read, each a sentence
};

// Reads Retry-After (RFC 9110 10.2.3) and its relatives in milliseconds (retry-after-ms, x-ms-retry-after-ms,
// x-amz-retry-after). Beyond the standard: decimals, Go durations ("1m0s"), a time in Unix seconds, and several values
// in one field, of which the longest holds. A date is counted from the response's own Date, else from `receivedAt`.
// Where Retry-After and a relative disagree by more than rounding, the longer one holds, so that no wait is cut short.
[[nodiscard]] RetryAfter readRetryAfter(const HeaderList& headers, base::WallTime receivedAt);

} // namespace knockback::http
