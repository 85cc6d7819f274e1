// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/KeyWrap.h"

#include <vector>

namespace knockback::vault {

// The ways to a vault file's key, at most one of each kind. Every change is one save: a crash leaves the old ways or
// the new ones. The key itself stays the same, so a copy of the file from before opens in the old ways for ever.
class KeySlots {
public:
    virtual ~KeySlots() = default;
    [[nodiscard]] virtual std::vector<KeySlot::Kind> kinds() const = 0;
    // Adds a way, or takes the place of the one of its kind.
    virtual base::Outcome<VaultError> put(KeyWrap& wrap) = 0;
    // Refuses to remove the last one.
    virtual base::Outcome<VaultError> remove(KeySlot::Kind kind) = 0;
};

} // namespace knockback::vault
