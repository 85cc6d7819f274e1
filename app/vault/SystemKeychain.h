// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Keychain.h"

namespace knockback::vault {

// The keychain of this session, through QtKeychain, on a thread of its own with Qt's event loop. One for the whole
// process, because QtKeychain has one queue for the whole process and it lives on the thread that used it first. Its
// library (keychain/) is loaded on first use, which must be after the QCoreApplication; that thread ends with the
// application.
[[nodiscard]] Keychain& systemKeychain();

} // namespace knockback::vault
