// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/RequestRun.h"

#include <QJsonObject>

namespace knockback::runs {

// Row `index` for a file or a line of output: row (from 1), outcome ("not sent" when it was not), status, durationMs,
// tries, blocked, start, sentence. What is not known is null.
[[nodiscard]] QJsonObject rowJson(std::size_t index, RequestRun::RowState state, const RowResult& result);

// All rows, as one JSON array or as CSV (RFC 4180) with the same columns. Nothing in them is a formula for
// spreadsheets.
[[nodiscard]] QByteArray resultsJson(const RequestRun& run);
[[nodiscard]] QByteArray resultsCsv(const RequestRun& run);

} // namespace knockback::runs
