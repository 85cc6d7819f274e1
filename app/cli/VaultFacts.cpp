// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultFacts.h"

#include <QCryptographicHash>

namespace knockback::cli {

std::optional<report::CredentialFacts> credentialFacts(const vault::Vault& vault, const QByteArray& name) {
    constexpr qsizetype tooShortToBeRandom = 16;
    const auto credential = vault.find(name);
    if (!credential)
        return std::nullopt;
    report::CredentialFacts facts{name, {}, credential->expiresAt};
    const auto secret = vault.reveal(name, vault::SecretRole::Value);
    if (secret && secret->size() >= tooShortToBeRandom && credential->kind != vault::CredentialKind::Basic &&
        credential->kind != vault::CredentialKind::Digest) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(secret->reveal());
        facts.sha256Prefix = hash.result().toHex().left(8);
    }
    return facts;
}

} // namespace knockback::cli
