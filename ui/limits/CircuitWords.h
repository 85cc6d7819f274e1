// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/CircuitView.h"

#include <QString>

namespace knockback::ui {

// "open", "half-open", "open by hand" …
[[nodiscard]] QString circuitState(const retry::CircuitView& circuit);
// "4 of last 10 blocked · next probe in 00:12"
[[nodiscard]] QString circuitWords(const retry::CircuitView& circuit, base::SteadyTime now);
// "40 % of 5 failed · opens at 50 %"; "slow" the same of answers that took too long, empty without a bound for them.
[[nodiscard]] QString failureWords(const retry::CircuitView& circuit);
[[nodiscard]] QString slowWords(const retry::CircuitView& circuit);
// "3 calls wait"; empty when none does.
[[nodiscard]] QString circuitWaiting(const retry::CircuitView& circuit);
// All that is known, a line each, for the tool tip.
[[nodiscard]] QString circuitDetails(const retry::CircuitView& circuit, base::SteadyTime now);

// Nothing ever went wrong there and nobody opened it: not worth a card beside the requests.
[[nodiscard]] bool isCalm(const retry::CircuitView& circuit);

} // namespace knockback::ui
