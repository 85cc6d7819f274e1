// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace knockback::retry {

// How announced quota is spent.
enum class PaceMode {
    Off,    // not at all: every call goes out at once
    Spread, // evenly until the reset: quiet, and slow where a burst would do
    Burst,  // all of it as soon as it is there, then wait for the reset: the least time without a block
    Greedy, // as Burst, but without waiting for a first answer or for proof that a reset has happened
};

} // namespace knockback::retry
