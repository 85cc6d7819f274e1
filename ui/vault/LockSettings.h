// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/AutoLock.h"

#include <QString>

namespace knockback::ui {

// vault.ini in the data folder; the defaults when there is none.
[[nodiscard]] vault::LockPolicy loadLockPolicy(const QString& dataDir);
void saveLockPolicy(const QString& dataDir, const vault::LockPolicy& policy);

// "10 min idle", "never by itself"
[[nodiscard]] QString lockPolicyText(const vault::LockPolicy& policy);

} // namespace knockback::ui
