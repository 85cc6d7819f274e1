// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"
#include "app/vault/VaultKey.h"

#include <optional>
#include <vector>

namespace knockback::vault {

// The vault's contents as bytes and back (README.md, "Contents"). Written in one pass into memory of the right size, so
// that no half-grown copy of a secret is left behind; padded so that the sealed size says little.
[[nodiscard]] base::Secret encodeEntries(const std::vector<CredentialStore::Entry>& entries);

// Nothing when the bytes are not exactly what encodeEntries() writes.
[[nodiscard]] std::optional<std::vector<CredentialStore::Entry>> decodeEntries(QByteArrayView bytes);

[[nodiscard]] CredentialStore::Entry cloneEntry(const CredentialStore::Entry& entry);
[[nodiscard]] std::vector<CredentialStore::Entry> cloneEntries(const std::vector<CredentialStore::Entry>& entries);

} // namespace knockback::vault
