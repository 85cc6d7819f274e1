// SPDX-License-Identifier: GPL-3.0-or-later
// A key that a recipe has made: put in the old one's place, or forgotten.
#include "app/vault/KeyRecipeSettings.h"
#include "app/vault/VaultEntries.h"

namespace knockback::vault {

namespace {
using base::Failure;

base::Result<CredentialStore::Entry*, VaultError> withNextKey(VaultEntries& entries, const QByteArray& name,
                                                              std::uint64_t expected) {
    auto* entry = findEntry(entries, name);
    if (!entry)
        return Failure(notFound(entries, name));
    if (entry->credential.generation != expected || !entry->secrets.contains(SecretRole::NextValue))
        return Failure(VaultError{VaultErrorKind::Stale,
                                  QStringLiteral("“%1” was changed by someone else meanwhile; rotate it again.")
                                      .arg(QString::fromUtf8(name))});
    return entry;
}
} // namespace

base::Outcome<VaultError> Vault::switchToNext(const QByteArray& name, std::uint64_t expected,
                                              std::optional<base::WallTime> revokeAt) {
    const auto now = m_clock.wallNow();
    return change([&](Entries& entries) -> base::Outcome<VaultError> {
        auto found = withNextKey(entries, name, expected);
        if (!found)
            return Failure(found.error());
        auto& [credential, secrets] = **found;
        secrets[SecretRole::Value] = std::move(secrets[SecretRole::NextValue]);
        secrets.erase(SecretRole::NextValue);
        auto& settings = credential.settings;
        const auto oldId = settings.extract(keyIdSetting);
        if (const auto id = secrets.extract(SecretRole::NextId))
            settings[keyIdSetting] = id.mapped().reveal().toByteArray();
        if (revokeAt)
            setOwedRevocation(credential, OwedRevocation{oldId ? oldId.mapped() : QByteArray(), *revokeAt});
        ++credential.generation;
        credential.issuedAt = now;
        credential.lastRotatedAt = now;
        credential.expiresAt.reset();
        credential.lastProblem.clear();
        credential.renewingSince.reset();
        noteRotation(credential, now, true, {});
        return base::Done{};
    });
}

base::Outcome<VaultError> Vault::dropNext(const QByteArray& name, std::uint64_t expected) {
    return change([&](Entries& entries) -> base::Outcome<VaultError> {
        auto found = withNextKey(entries, name, expected);
        if (!found)
            return Failure(found.error());
        (*found)->secrets.erase(SecretRole::NextValue);
        (*found)->secrets.erase(SecretRole::NextId);
        return base::Done{};
    });
}

} // namespace knockback::vault
