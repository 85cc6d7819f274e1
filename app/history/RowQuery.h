// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryRow.h"
#include "app/history/Statement.h"

namespace knockback::history {

// The columns of a HistoryRow, as readRow() takes them.
[[nodiscard]] QByteArray rowColumns();
[[nodiscard]] HistoryRow readRow(const Statement& statement);

// The query for a page of rows, with its values bound.
[[nodiscard]] Statement pageQuery(Connection& connection, const HistoryFilter& filter);

} // namespace knockback::history
