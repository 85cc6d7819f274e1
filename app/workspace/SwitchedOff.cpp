// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/SwitchedOff.h"

#include <limits>

namespace knockback::workspace {

SwitchedOff parseSwitchedOff(const QByteArray& line) {
    const qsizetype space = line.indexOf(' ');
    bool number = false;
    const auto after = line.left(space).toULongLong(&number);
    if (space <= 0 || !number)
        return {std::numeric_limits<std::size_t>::max(), line.trimmed()};
    return {static_cast<std::size_t>(after), line.mid(space + 1).trimmed()};
}

QByteArray switchedOffLine(const SwitchedOff& row) {
    return QByteArray::number(static_cast<qulonglong>(row.after)) + ' ' + row.text;
}

} // namespace knockback::workspace
