// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace knockback::base {

// The entry point of a library of ours that is loaded on first use, because loading what it needs takes longer than
// most commands run: from beside the program, where a build puts it, or from where an installation does. Null when it
// is not there. Never unloaded. Needs the QCoreApplication.
[[nodiscard]] QFunctionPointer extensionEntry(const QString& library, const char* entry);

} // namespace knockback::base
