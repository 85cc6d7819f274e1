// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"

namespace knockback::vault {

// The entries of a vault are kept in the order of their names.
using VaultEntries = std::vector<CredentialStore::Entry>;

[[nodiscard]] CredentialStore::Entry* findEntry(VaultEntries& entries, const QByteArray& name);
[[nodiscard]] const CredentialStore::Entry* findEntry(const VaultEntries& entries, const QByteArray& name);
void insertEntry(VaultEntries& entries, CredentialStore::Entry entry);

// What became of a renewal, among the latest ones.
void noteRotation(Credential& credential, base::WallTime at, bool ok, const QString& sentence);

// `present` as `wanted` has it, but for what only the vault writes. Times, and which keys of a recipe are in use and to
// be revoked, are taken over only from a record of the present generation.
[[nodiscard]] Credential updatedRecord(const Credential& present, Credential wanted);

// Why the record cannot be stored, in one sentence, or empty: a name that `{{vault:name}}` cannot carry, a host that
// matches nothing, a line break where a header or URL is made of it.
[[nodiscard]] QString problemWith(const Credential& credential);

// "There is no credential …", with the nearest name that exists, if one is near.
[[nodiscard]] VaultError notFound(const VaultEntries& entries, const QByteArray& name);

// Every form of an entry's secrets that goes out joined with something else, for the redactor, under the entry's name.
void teachEntry(const CredentialStore::Entry& entry, http::Redactor& redactor);

// Whether this secret may be sent there; the error says where it may.
[[nodiscard]] base::Outcome<VaultError> checkTarget(const Credential& credential, SecretRole role,
                                                    QByteArrayView authority);

} // namespace knockback::vault
