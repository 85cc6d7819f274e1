// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/VaultFormat.h"
#include "tests/fuzz/FuzzTarget.h"

#include <sodium.h>

using namespace knockback;

namespace {

constexpr qsizetype checksumSize = 32;

// The file with the checksum that its bytes should have, or nothing gets past the check.
QByteArray withChecksum(QByteArrayView content) {
    QByteArray file = content.toByteArray();
    QByteArray sum(checksumSize, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(sum.data()), checksumSize,
                       reinterpret_cast<const unsigned char*>(content.data()),
                       static_cast<unsigned long long>(content.size()), nullptr, 0);
    return file + sum;
}

void check(QByteArrayView file) {
    const auto sealed = vault::parseVault(file);
    if (!sealed)
        return;
    fuzz::require(sealed->headerBytes.size() + sealed->body.size() < file.size(), "nothing is made up");
    const auto key = base::Secret::zeros(32);
    fuzz::require(!vault::openVaultBody(*sealed, key).ok(), "no file opens with a key that is not its own");
}

} // namespace

FUZZ_TARGET(VaultFile) {
    check(input);
    check(withChecksum(input));
}
