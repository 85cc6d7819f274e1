// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace knockback::interop {

// Why a HAR, or one entry of it, could not be read.
struct HarError {
    QString sentence;  // "entry 3, byte 10233: the file ends in the middle of this entry"
    qint64 entry = -1; // from 0; -1 = before the first entry
    qint64 offset = 0; // of the entry's first byte, or of the damage
    bool fatal = true; // nothing can be read after it; otherwise the next entry can
};

} // namespace knockback::interop
