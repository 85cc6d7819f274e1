// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/BootTime.h"

#include <ctime>

namespace knockback::base {

SteadyTime bootTime() {
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return SteadyTime(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

} // namespace knockback::base
