// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/DataTable.h"

namespace knockback::runs {

// An array of objects, one object, or one object a line. Text stands for itself, null is empty, everything else is as
// it is written in the file, so that no digit of a large number is lost. `text` is UTF-8; the error names no file.
[[nodiscard]] DataResult jsonRows(const QByteArray& text);

} // namespace knockback::runs
