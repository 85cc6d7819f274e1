// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/base/Secret.h"
#include "app/vault/VaultKey.h"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <vector>

namespace knockback::vault {

// One way to get at the file's key: an item of the system keychain, a passphrase, a recovery key on paper.
struct KeySlot {
    enum class Kind : std::uint8_t { Keychain = 1, Passphrase = 2, Recovery = 3 };
    Kind kind = Kind::Keychain;
    QByteArray payload; // what its KeyWrap needs to find or unwrap the key; nothing secret
    bool operator==(const KeySlot&) const = default;
};

struct VaultHeader {
    static constexpr std::size_t nonceSize = 24;

    std::uint64_t generation = 0;                 // grows with every save
    std::array<unsigned char, nonceSize> nonce{}; // fresh for every save, so it names this save as well
    std::vector<KeySlot> slots;
};

enum class FormatError {
    NotAVault, // something else, or nothing at all
    Damaged,   // changed or cut by accident; found before any key is asked for
    TooNew,    // written by a later version
    WrongKey,  // the key does not belong to this file, or its header was changed on purpose
    Tampered   // the key fits, the contents were changed on purpose
};

// A vault file that hangs together; its contents are still sealed.
struct SealedVault {
    VaultHeader header;
    QByteArray headerBytes; // everything before the body
    QByteArray body;
};

// The whole file (README.md, "Layout"): XChaCha20-Poly1305 with the whole header, generation included, as associated
// data.
[[nodiscard]] QByteArray sealVault(const VaultHeader& header, const base::Secret& key, const base::Secret& contents);

[[nodiscard]] base::Result<SealedVault, FormatError> parseVault(QByteArrayView file);

// The key of other files that are sealed with the vault's (SealedFile).
[[nodiscard]] base::Secret sealingSubkey(const base::Secret& key);

[[nodiscard]] bool isKeyOf(const SealedVault& sealed, const base::Secret& key);
[[nodiscard]] base::Result<base::Secret, FormatError> openVaultBody(const SealedVault& sealed, const base::Secret& key);

} // namespace knockback::vault
