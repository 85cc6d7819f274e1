// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace knockback::vault {

// Whether the vault itself reads a setting of this name (Credential::settings): how a kind signs, where its files are,
// how long it may serve.
[[nodiscard]] bool isVaultSetting(QByteArrayView name);

} // namespace knockback::vault
