// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/AtomTable.h"

#include <QByteArrayView>

#include <vector>

namespace knockback::diagnosis {

// Which of the table's atoms stand somewhere in the text, in letters of either case; by their number. `words` is the
// text that the table's pieces are of.
[[nodiscard]] std::vector<bool> atomsIn(QByteArrayView text, const AtomTable& table, std::string_view words);

} // namespace knockback::diagnosis
