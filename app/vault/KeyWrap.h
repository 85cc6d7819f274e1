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
    [[nodiscard]] virtual base::Result<KeySlot, VaultError> wrap(const base::Secret& key) = 0;
    [[nodiscard]] virtual base::Result<base::Secret, VaultError> unwrap(const KeySlot& slot) = 0;
    // Whether there is a point in trying: a passphrase was typed.
    [[nodiscard]] virtual bool isReady() const { return true; }
    virtual void takePassphrase(const base::Secret&) {}
    virtual void forgetPassphrase() {}
};

} // namespace knockback::vault
