// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/TextPlace.h"

namespace knockback::runs {

int lineOf(QByteArrayView text, qsizetype offset) {
    return 1 + static_cast<int>(text.first(std::min(offset, text.size())).count('\n'));
}

DataError errorAt(QByteArrayView text, qsizetype offset, const QString& what) {
    const auto before = text.first(std::min(offset, text.size()));
    const auto line = before.sliced(before.lastIndexOf('\n') + 1);
    return {{}, lineOf(text, offset), 1 + static_cast<int>(QString::fromUtf8(line).size()), what};
}

} // namespace knockback::runs
