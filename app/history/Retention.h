// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/history/Connection.h"

#include <optional>

namespace knockback::history {

// How much is kept; what is empty does not limit.
struct Retention {
    std::optional<std::chrono::hours> maxAge{};
    std::optional<qint64> maxAttempts{};
};

// Takes out what is too old or too many, the oldest first, with its words, bodies, waits and empty calls; calls under
// way stay. Returns how many attempts went. Works in short transactions, so that another writer never waits long.
[[nodiscard]] base::Result<qint64, HistoryError> prune(Connection& connection, const Retention& retention,
                                                       base::WallTime now);

} // namespace knockback::history
