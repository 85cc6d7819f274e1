// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Extension.h"

#include <QCoreApplication>
#include <QLibrary>

namespace knockback::base {

QFunctionPointer extensionEntry(const QString& library, const char* entry) {
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString& folder : {program, program + QStringLiteral("/../lib/knockback")}) {
        if (const auto found = QLibrary::resolve(folder + u'/' + library + QStringLiteral(".so"), entry))
            return found;
    }
    return nullptr;
}

} // namespace knockback::base
