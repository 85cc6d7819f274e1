// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"

namespace knockback::vault {

// Keeps nothing: the vault's own memory is all there is, and it ends with the program.
class MemoryStore final : public CredentialStore {
public:
    base::Result<std::vector<Entry>, VaultError> load() override { return std::vector<Entry>(); }
    base::Outcome<VaultError> save(const std::vector<Entry>&) override { return base::Done{}; }
};

} // namespace knockback::vault
