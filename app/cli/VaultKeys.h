// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Invocation.h"

namespace CLI {
class App;
}

namespace knockback::cli {

// `vault unlock-by`: what opens the vault file, and changing that.
void addVaultKeys(CLI::App& vault, Invocation& invocation);

} // namespace knockback::cli
