// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QString>

namespace knockback::retry {

// A duration for people, two significant parts at most: "0.3 ms", "350 ms", "0.8 s", "41 s", "5 min", "2 h 5 min", "3
// d".
[[nodiscard]] QString durationText(base::Nanoseconds duration);

} // namespace knockback::retry
