// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace knockback::history {

enum class HistoryErrorKind { Unwritable, Damaged, Foreign, TooNew, DiskFull, Busy, NotFound, Other };

struct HistoryError {
    HistoryErrorKind kind = HistoryErrorKind::Other;
    QString sentence; // what, where, what to do
};

} // namespace knockback::history
