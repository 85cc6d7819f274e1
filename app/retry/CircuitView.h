// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QString>

#include <vector>

namespace knockback::retry {

enum class BreakerState { Closed, Open, HalfOpen };

// A circuit breaker as the window shows it: a copy.
struct CircuitView {
    QString lane; // host
    BreakerState state = BreakerState::Closed;
    base::SteadyTime openUntil{};
    std::vector<bool> recent; // newest last; true = answered, false = blocked or failed
};

} // namespace knockback::retry
