// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/Connection.h"

namespace knockback::history {

// The version that the compiled-in migrations (resources/sql/NNNN_*.sql) lead to.
[[nodiscard]] int newestVersion();

// Brings a file to the newest version, each step in a transaction of its own. Refuses files of a newer Knockback and of
// other programs, untouched.
[[nodiscard]] base::Outcome<HistoryError> migrate(Connection& connection);

} // namespace knockback::history
