// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/FileError.h"

namespace knockback::workspace {

QString FileError::sentence() const {
    if (file.isEmpty())
        return text;
    return line > 0 ? QStringLiteral("%1:%2: %3").arg(file).arg(line).arg(text)
                    : QStringLiteral("%1: %2").arg(file, text);
}

} // namespace knockback::workspace
