// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/vault/Credential.h"

#include <map>

namespace knockback::vault {

enum class VaultErrorKind {
    Locked,
    Absent,
    NotFound,
    AlreadyExists,
    HostNotAllowed,
    WrongPassphrase,
    Damaged,
    Storage,
    Stale,
    Keychain,
    Invalid
};
struct VaultError {
    VaultErrorKind kind = VaultErrorKind::Storage;
    QString sentence; // what, where, what to do
};

// Where the vault keeps its key, for the window's status line.
enum class VaultMode { Keychain, Passphrase, MemoryOnly };

using Secrets = std::map<SecretRole, base::Secret>;

class KeySlots;

// Where the sealed bytes go. Implementations: VaultFile (libsodium), and one that keeps nothing (memory only).
class CredentialStore {
public:
    struct Entry {
        Credential credential;
        Secrets secrets;
    };
    virtual ~CredentialStore() = default;
    virtual base::Result<std::vector<Entry>, VaultError> load() = 0;
    // Durable when it returns: written to a new file, synced, renamed over the old one.
    virtual base::Outcome<VaultError> save(const std::vector<Entry>& entries) = 0;
    // Whether load() would give again what was loaded or saved last; false where that cannot be told for less.
    [[nodiscard]] virtual bool isUnchanged() const { return false; }
    // The file that others may change; empty where there is none.
    [[nodiscard]] virtual QString path() const { return {}; }
    // Forgets the key and what it was unlocked with. The next load() gets the key again.
    virtual void forgetKey() {}
    // A passphrase or recovery key for the next load().
    virtual void takePassphrase(const base::Secret&) {}
    // A key for what is sealed beside the store (SealedFile), derived from its own; empty while there is none.
    [[nodiscard]] virtual base::Secret sealingKey() const { return {}; }
    // What the user should know about what was loaded; empty when all is well.
    [[nodiscard]] virtual QString warning() const { return {}; }
    // The ways to its key, where it has any that can be changed.
    [[nodiscard]] virtual KeySlots* keySlots() { return nullptr; }
};

} // namespace knockback::vault
