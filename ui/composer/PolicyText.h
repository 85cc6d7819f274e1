// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/RetryPolicy.h"

#include <QString>

#include <optional>

namespace knockback::ui {

// The short texts of the "Retry & limits" fields, and back. Readers give nothing for what they cannot read.

// "429, 503, network", and causes by name: "429, overload"
[[nodiscard]] QString retryOnText(const retry::RetryPolicy& policy);
struct RetryOn {
    std::set<int> statuses;
    std::set<diagnosis::Cause> causes;
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

// The time limits of an attempt and of the call: "10 s · 5 min", "none · none"
[[nodiscard]] QString timeLimitsText(const retry::RetryPolicy& policy);
struct TimeLimits {
    std::optional<base::Milliseconds> attempt;
    std::optional<base::Milliseconds> call;
};
[[nodiscard]] std::optional<TimeLimits> readTimeLimits(QStringView text);

// "50 % of 5 · 30 s", "off"; what the text does not say stays as in `start`.
[[nodiscard]] QString circuitText(const retry::CircuitPolicy& circuit);
[[nodiscard]] std::optional<retry::CircuitPolicy> readCircuit(QStringView text, const retry::CircuitPolicy& start);

// "none", "last-good", "static TEXT", "url URL"
[[nodiscard]] QString fallbackText(const retry::RetryPolicy& policy);
[[nodiscard]] std::optional<retry::Fallback> readFallback(QStringView text);

// "off", "800 ms"
[[nodiscard]] QString hedgeText(const retry::RetryPolicy& policy);
struct Hedge {
    std::optional<base::Milliseconds> after;
};
[[nodiscard]] std::optional<Hedge> readHedge(QStringView text);

// "Until it works" of "until-it-works"
[[nodiscard]] QString presetTitle(const QByteArray& name);
// The title of the preset that the policy is, or "own".
[[nodiscard]] QString presetName(const retry::RetryPolicy& policy);

// The whole policy in one sentence: what will be waited, at most, before each attempt, and when it gives up.
[[nodiscard]] QString policySentence(const retry::RetryPolicy& policy);

} // namespace knockback::ui
