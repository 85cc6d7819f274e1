// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/vault/KeychainState.h"

namespace knockback::vault {

// Asks the Secret Service itself, over a connection of its own; each question waits at most `patience`. Raises no
// prompt and unlocks nothing, but may start the service where the bus is set up to. Blocks: for the keychain's thread
// only.
[[nodiscard]] KeychainState probeKeychain(base::Milliseconds patience);

} // namespace knockback::vault
