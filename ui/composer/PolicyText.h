// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"

#include <QString>

#include <optional>

namespace knockback::ui {

// The short texts of the "Retry & limits" fields, and back. Readers give nothing for what they cannot read.

// "429, 503, network"
[[nodiscard]] QString retryOnText(const retry::RetryPolicy& policy);
struct RetryOn {
    std::set<int> statuses;
    bool network = false;
};
[[nodiscard]] std::optional<RetryOn> readRetryOn(QStringView text);

// "500 ms", "60 s", "15 min", "1 h"; a bare number is seconds.
[[nodiscard]] QString spanText(base::Milliseconds span);
[[nodiscard]] std::optional<base::Milliseconds> readSpan(QStringView text);

// "500 ms · 60 s"
[[nodiscard]] QString baseCapText(const retry::Backoff& backoff);
struct BaseCap {
    base::Milliseconds base;
    base::Milliseconds cap;
};
[[nodiscard]] std::optional<BaseCap> readBaseCap(QStringView text);

// "5 · 20 % of calls"
[[nodiscard]] QString attemptsBudgetText(const retry::RetryPolicy& policy);
struct AttemptsBudget {
    int attempts = 1;
    double ratio = 0;
};
[[nodiscard]] std::optional<AttemptsBudget> readAttemptsBudget(QStringView text);

// The whole policy in one sentence: what will be waited, at most, before each attempt, and when it gives up.
[[nodiscard]] QString policySentence(const retry::RetryPolicy& policy);

} // namespace knockback::ui
