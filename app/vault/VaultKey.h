// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace knockback::vault {

// The size of the one key that a vault file is sealed under, in bytes.
inline constexpr qsizetype vaultKeySize = 32;

} // namespace knockback::vault
