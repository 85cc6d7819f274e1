// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Console.h"
#include "app/session/Knowledge.h"
#include "app/session/Services.h"

#include <string>

namespace CLI {
class App;
}

namespace knockback::cli {

// The option that names the workspace whose own providers and rules are used, into `folder`.
void addWorkspaceOption(CLI::App& command, std::string& folder);

// Has what is sent or read from here on use them, and says of each file why it is left out. An empty folder has none.
void useWorkspace(session::Knowledge& knowledge, const std::string& folder, Console& console);
void useWorkspace(session::Services& services, const QString& folder, Console& console);

} // namespace knockback::cli
