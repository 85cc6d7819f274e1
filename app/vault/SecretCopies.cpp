// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/SecretCopies.h"

#include "app/http/Placeholder.h"

#include <QStringList>

#include <array>

#include <sodium.h>

namespace knockback::vault {

std::map<QByteArray, QStringList> findCopies(const Vault& vault, const std::vector<NamedText>& texts) {
    http::Redactor redactor;
    vault.teach(redactor);
    const auto credentials = vault.list();
    std::map<QByteArray, QStringList> places;
    for (const auto& [name, text] : texts) {
        int number = 0;
        for (const QByteArray& line : text.split('\n')) {
            ++number;
            const QByteArray hidden = redactor.redact(line);
            if (hidden == line)
                continue;
            for (const auto& credential : credentials)
                if (const QByteArray mark = http::placeholderFor(credential.name);
                    hidden.count(mark) > line.count(mark))
                    places[credential.name] << QStringLiteral("%1, line %2").arg(name).arg(number);
        }
    }
    return places;
}

std::map<QByteArray, std::vector<QByteArray>> findAlike(const Vault& vault) {
    // Under a key of this moment, so that a digest says nothing about a secret to anyone else.
    std::array<unsigned char, crypto_generichash_KEYBYTES> key{};
    randombytes_buf(key.data(), key.size());
    using Digest = std::array<unsigned char, crypto_generichash_BYTES>;
    std::map<Digest, std::vector<QByteArray>> groups;
    for (const auto& credential : vault.list()) {
        const auto secret = vault.reveal(credential.name, SecretRole::Value);
        if (!secret || secret->isEmpty())
            continue;
        Digest digest{};
        crypto_generichash(digest.data(), digest.size(), secret->data(), static_cast<std::size_t>(secret->size()),
                           key.data(), key.size());
        groups[digest].push_back(credential.name);
    }
    std::map<QByteArray, std::vector<QByteArray>> alike;
    for (const auto& [digest, names] : groups)
        for (const auto& name : names)
            for (const auto& other : names)
                if (other != name)
                    alike[name].push_back(other);
    return alike;
}

} // namespace knockback::vault
