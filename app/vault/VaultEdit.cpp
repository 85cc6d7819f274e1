// SPDX-License-Identifier: GPL-3.0-or-later
// Changes by hand, and taking them back.
#include "app/vault/EntryCodec.h"
#include "app/vault/VaultEntries.h"
#include "app/vault/VaultState.h"

#include <algorithm>

namespace knockback::vault {

namespace {
using base::Failure;
using Entry = CredentialStore::Entry;

// Over the longest that a renewal takes; one that was begun before was cut off.
constexpr base::Seconds longestRenewal{60};

// Settings whose value is another credential's name.
constexpr const char* referringSettings[] = {"subject-credential"};

Failure<VaultError> refused(VaultErrorKind kind, const QString& sentence, const QByteArray& name) {
    return Failure(VaultError{kind, sentence.arg(QString::fromUtf8(name))});
}

// The calendar may have been put back meanwhile.
bool isBeingRenewed(const Credential& present, base::WallTime now) {
    return present.renewingSince && std::chrono::abs(now - *present.renewingSince) < longestRenewal;
}

base::Outcome<VaultError> mayBeCalled(const VaultEntries& entries, const Credential& present, const QByteArray& name,
                                      base::WallTime now) {
    if (name == present.name)
        return base::Done{};
    if (findEntry(entries, name))
        return refused(VaultErrorKind::AlreadyExists,
                       QStringLiteral("A credential “%1” exists already: choose another name."), name);
    // What comes back would find nobody of the old name, and a token that was handed out once would be lost.
    if (isBeingRenewed(present, now))
        return refused(VaultErrorKind::Stale,
                       QStringLiteral("“%1” is being renewed right now: rename it when that is done."), present.name);
    return base::Done{};
}

// Only tokens are renewed while somebody edits.
bool wouldUndoRenewal(const Credential& present, const Credential& wanted, const Secrets& fresh) {
    return wanted.generation != present.generation &&
           (fresh.contains(SecretRole::Value) || fresh.contains(SecretRole::RefreshToken));
}

// What comes back is for the generation that was sent. Whoever brings a refresh token of their own can do without it.
bool wouldLoseRenewal(const Credential& present, const Secrets& fresh, base::WallTime now) {
    return isBeingRenewed(present, now) && !fresh.empty() && !fresh.contains(SecretRole::RefreshToken);
}

bool sameRefreshToken(const Secrets& a, const Secrets& b) {
    const auto inA = a.find(SecretRole::RefreshToken);
    const auto inB = b.find(SecretRole::RefreshToken);
    if (inA == a.end() || inB == b.end())
        return (inA == a.end()) == (inB == b.end());
    return inA->second == inB->second;
}

// A grant that the server has ended stays ended, whatever else is changed about it.
void setGeneration(Credential& credential, std::uint64_t generation, bool newGrant) {
    if (credential.refusedGeneration == credential.generation && !newGrant)
        credential.refusedGeneration = generation;
    credential.generation = generation;
}

void replaceSecrets(Entry& entry, const Secrets& fresh, base::WallTime now) {
    auto& [credential, secrets] = entry;
    bool replaced = false;
    for (const auto& [role, secret] : fresh) {
        replaced = replaced || !secret.isEmpty();
        if (secret.isEmpty())
            secrets.erase(role);
        else
            secrets[role] = secret.clone();
    }
    if (!replaced)
        return;
    // The value of a certificate is its key's passphrase, and that says nothing of when it ends.
    if (fresh.contains(SecretRole::Value) && credential.kind != CredentialKind::ClientCertificate) {
        credential.issuedAt = now;
        credential.lastRotatedAt = now;
        credential.expiresAt.reset();
    }
    credential.lastProblem.clear();
    noteRotation(credential, now, true, QStringLiteral("replaced by hand"));
}

// The record as it was before an edit, with what only the vault writes as it is now.
Entry putBack(const Entry& before, const Entry& present) {
    Entry next = cloneEntry(before);
    Credential& credential = next.credential;
    credential.lastUsedAt = std::max(present.credential.lastUsedAt, credential.lastUsedAt);
    credential.rotations = present.credential.rotations;
    credential.renewingSince = present.credential.renewingSince;
    const bool ended = present.credential.refusedGeneration == present.credential.generation;
    if (ended && sameRefreshToken(present.secrets, before.secrets)) {
        credential.refusedGeneration = credential.generation;
        credential.lastProblem = present.credential.lastProblem;
    }
    return next;
}

// Where others name it, they do so by its new name.
void putRenamed(VaultEntries& entries, const QByteArray& oldName, Entry entry) {
    std::erase_if(entries, [&](const Entry& other) { return other.credential.name == oldName; });
    if (oldName != entry.credential.name)
        for (auto& other : entries)
            for (const char* setting : referringSettings)
                if (const auto found = other.credential.settings.find(setting);
                    found != other.credential.settings.end() && found->second == oldName)
                    found->second = entry.credential.name;
    insertEntry(entries, std::move(entry));
}
} // namespace

base::Result<Vault::Edited, VaultError> Vault::edit(const QByteArray& name, const Credential& wanted,
                                                    const Secrets& fresh) {
    if (const auto problem = problemWith(wanted); !problem.isEmpty())
        return Failure(VaultError{VaultErrorKind::Invalid, problem});
    const auto now = m_clock.wallNow();
    Edited edited;
    auto saved = change([&](Entries& entries) -> base::Outcome<VaultError> {
        const auto* entry = findEntry(std::as_const(entries), name);
        if (!entry)
            return Failure(notFound(entries, name));
        const Credential& present = entry->credential;
        if (auto free = mayBeCalled(entries, present, wanted.name, now); !free)
            return free;
        if (wouldUndoRenewal(present, wanted, fresh))
            return refused(VaultErrorKind::Stale,
                           QStringLiteral("“%1” was renewed meanwhile, and the new token was kept. Open it again to "
                                          "replace that one."),
                           name);
        if (wouldLoseRenewal(present, fresh, now))
            return refused(VaultErrorKind::Stale,
                           QStringLiteral("“%1” is being renewed right now: save again when that is done."), name);
        edited.before = cloneEntry(*entry);
        Entry next = cloneEntry(*entry);
        next.credential = updatedRecord(present, wanted);
        next.credential.lastUsedAt = std::max(present.lastUsedAt, wanted.lastUsedAt);
        replaceSecrets(next, fresh, now);
        const auto generation = nextGeneration(present, next.credential.name, !fresh.empty());
        setGeneration(next.credential, generation, fresh.contains(SecretRole::RefreshToken));
        edited.name = next.credential.name;
        edited.generation = next.credential.generation;
        putRenamed(entries, name, std::move(next));
        return base::Done{};
    });
    if (!saved)
        return Failure(saved.error());
    return edited;
}

// One that a name had before is never used again, under whatever name.
std::uint64_t Vault::nextGeneration(const Credential& present, const QByteArray& name, bool otherSecrets) {
    if (name == present.name)
        return present.generation + (otherSecrets ? 1 : 0);
    m_state->retired[present.name] = present.generation;
    const auto retired = m_state->retired.find(name);
    return 1 + std::max(present.generation, retired == m_state->retired.end() ? 0 : retired->second);
}

base::Outcome<VaultError> Vault::undoEdit(const Edited& edited) {
    const auto now = m_clock.wallNow();
    return change([&](Entries& entries) -> base::Outcome<VaultError> {
        const auto* entry = findEntry(std::as_const(entries), edited.name);
        if (!entry)
            return Failure(notFound(entries, edited.name));
        const Credential& present = entry->credential;
        if (auto free = mayBeCalled(entries, present, edited.before.credential.name, now); !free)
            return free;
        if (present.generation != edited.generation)
            return refused(VaultErrorKind::Stale,
                           QStringLiteral("“%1” has got another secret since: it was left as it is."), edited.name);
        const bool otherSecrets = edited.generation != edited.before.credential.generation;
        if (otherSecrets && isBeingRenewed(present, now) && sameRefreshToken(entry->secrets, edited.before.secrets))
            return refused(VaultErrorKind::Stale,
                           QStringLiteral("“%1” is being renewed right now: undo again when that is done."),
                           edited.name);
        Entry next = putBack(edited.before, *entry);
        setGeneration(next.credential, nextGeneration(present, next.credential.name, otherSecrets), false);
        if (present.rotations != edited.before.credential.rotations)
            noteRotation(next.credential, now, true, QStringLiteral("put back as it was"));
        putRenamed(entries, edited.name, std::move(next));
        return base::Done{};
    });
}

std::set<SecretRole> Vault::rolesOf(const QByteArray& name) const {
    const std::lock_guard reading(m_state->reading);
    std::set<SecretRole> roles;
    if (const auto* entry = findEntry(std::as_const(m_state->entries), name))
        for (const auto& [role, secret] : entry->secrets)
            roles.insert(role);
    return roles;
}

} // namespace knockback::vault
