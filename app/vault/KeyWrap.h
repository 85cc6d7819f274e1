// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/vault/Vault.h"
#include "app/vault/VaultFormat.h"

namespace knockback::vault {

// A way to keep the file's key outside the file, or inside it but locked. May take seconds (a key derivation, a
// daemon).
class KeyWrap {
public:
    virtual ~KeyWrap() = default;
    [[nodiscard]] virtual KeySlot::Kind kind() const = 0;
    // Makes `key` recoverable; when this returns a slot, unwrap() of it has been seen to work or cannot fail to.
    [[nodiscard]] virtual base::Result<KeySlot, VaultError> wrap(const SecureBytes& key) = 0;
    [[nodiscard]] virtual base::Result<SecureBytes, VaultError> unwrap(const KeySlot& slot) = 0;
};

} // namespace knockback::vault
