// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/DataTable.h"

namespace knockback::runs {

// The line of a byte offset.
[[nodiscard]] int lineOf(QByteArrayView text, qsizetype offset);
// An error there, with its line and column.
[[nodiscard]] DataError errorAt(QByteArrayView text, qsizetype offset, const QString& what);

} // namespace knockback::runs
