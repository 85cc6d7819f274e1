// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/vault/KeyWrap.h"
#include "app/vault/Keychain.h"

namespace knockback::vault {

// The key as one item of the system keychain; the slot has only the item's random name.
class KeychainWrap final : public KeyWrap {
public:
    KeychainWrap(Keychain& keychain, base::RandomSource& random) : m_keychain(keychain), m_random(random) {}

    [[nodiscard]] KeySlot::Kind kind() const override { return KeySlot::Kind::Keychain; }
    [[nodiscard]] base::Result<KeySlot, VaultError> wrap(const base::Secret& key) override;
    [[nodiscard]] base::Result<base::Secret, VaultError> unwrap(const KeySlot& slot) override;

private:
    Keychain& m_keychain;
    base::RandomSource& m_random;
};

} // namespace knockback::vault
