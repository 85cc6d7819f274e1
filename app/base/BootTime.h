// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

namespace knockback::base {

// Time that only goes forward, also while the machine is suspended: for how long a token has lived. Not comparable with
// Clock::steadyNow().
[[nodiscard]] SteadyTime bootTime();

} // namespace knockback::base
