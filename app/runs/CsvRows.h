// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/DataTable.h"

namespace knockback::runs {

// RFC 4180: values in quotation marks may hold separators, line breaks and doubled quotation marks. Empty lines are
// passed over. `text` is UTF-8; the error names no file.
[[nodiscard]] DataResult csvRows(const QByteArray& text);

} // namespace knockback::runs
