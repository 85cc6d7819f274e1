// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Invocation.h"

namespace CLI {
class App;
}

namespace knockback::cli {

// `vault import FILE`: adds the secrets of a .env, netrc, AWS credentials, Postman or Insomnia file.
void addVaultImport(CLI::App& vault, Invocation& invocation);

} // namespace knockback::cli
