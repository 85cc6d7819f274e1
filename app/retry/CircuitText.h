// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/retry/CircuitPolicy.h"

#include <QString>

namespace knockback::retry {

// What opens a circuit, for how long, and what closes it: "Opens when 50 % of the last 10 answers are failures (at
// least 5); after 30 s a probe decides."
[[nodiscard]] QString circuitPolicyText(const CircuitPolicy& policy);

} // namespace knockback::retry
