// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/vault/KeyWrap.h"

namespace knockback::vault {

// What a guess at the passphrase costs (Argon2id, RFC 9106). The default takes about a second on a small machine.
struct KdfCost {
    std::uint64_t passes = 3;
    std::uint64_t memoryBytes = 128ULL * 1024 * 1024;
};

// The key, sealed under a passphrase, in the slot itself.
class PassphraseWrap final : public KeyWrap {
public:
    // `where` names the passphrase's source in sentences: "the passphrase in /etc/kb.pass".
    PassphraseWrap(base::Secret passphrase, QString where, base::RandomSource& random, KdfCost cost = {},
                   KeySlot::Kind kind = KeySlot::Kind::Passphrase);

    [[nodiscard]] KeySlot::Kind kind() const override { return m_kind; }
    [[nodiscard]] base::Result<KeySlot, VaultError> wrap(const base::Secret& key) override;
    [[nodiscard]] base::Result<base::Secret, VaultError> unwrap(const KeySlot& slot) override;
    [[nodiscard]] bool isReady() const override { return !m_passphrase.isEmpty(); }
    void takePassphrase(const base::Secret& passphrase) override;
    void forgetPassphrase() override { m_passphrase.wipe(); }

private:
    base::Secret m_passphrase;
    QString m_where;
    base::RandomSource& m_random;
    KdfCost m_cost;
    KeySlot::Kind m_kind;
};

// Reads the passphrase from a file: everything in it but one line break at the end.
[[nodiscard]] base::Result<base::Secret, VaultError> readPassphraseFile(const QString& path);

} // namespace knockback::vault
