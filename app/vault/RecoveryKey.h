// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/base/Secret.h"

namespace knockback::vault {

// A key to write down: 160 random bits as eight groups of four, "7K2M-Q0XR-…". Letters that look like digits are not
// used (Crockford's base 32), and are read as those digits.
[[nodiscard]] base::Secret makeRecoveryKey(base::RandomSource& random);

// What was typed without spaces and dashes, in capitals, O as 0 and I and L as 1: what the slot is sealed under.
[[nodiscard]] base::Secret plainRecoveryKey(const base::Secret& typed);

} // namespace knockback::vault
