// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/vault/PassphraseWrap.h"
#include "app/vault/Vault.h"

#include <QString>

#include <memory>
#include <optional>

namespace knockback::vault {

class Keychain;

struct VaultOptions {
    QString path;                          // of the vault file; need not exist yet
    std::optional<QString> passphraseFile; // opens it by passphrase
    bool keychain = true;                  // without a passphrase: whether the system keychain may be asked
    const base::Clock* clock = &base::systemClock();
    base::RandomSource* random = &base::systemRandom();
    Keychain* system = nullptr;  // null = the real one
    KdfCost cost;                // of new passphrase slots
    bool mayStartLocked = false; // a window: a vault whose key cannot be had is opened locked, with a notice
};

struct OpenedVault {
    std::unique_ptr<Vault> vault;
    QString notice; // why it is memory only and what to do; empty otherwise
};

// Opens the one vault of this program: by passphrase when a file with one is given, else by the system keychain when
// that is there and unlocked, else in memory only, and then the notice says so. A vault file that exists is never
// passed over: when it cannot be opened that is the error (Locked or Absent when its key cannot be had,
// WrongPassphrase, Damaged). Blocks for as long as a key derivation or the keychain takes, each bounded; needs no event
// loop in the caller's thread.
[[nodiscard]] base::Result<OpenedVault, VaultError> openVault(const VaultOptions& options);

} // namespace knockback::vault
