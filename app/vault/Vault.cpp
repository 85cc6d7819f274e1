// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/Vault.h"

#include "app/vault/EntryCodec.h"
#include "app/vault/VaultEntries.h"
#include "app/vault/VaultState.h"

#include <algorithm>

namespace knockback::vault {

namespace {
using base::Failure;
using Entry = CredentialStore::Entry;

// Every failed try means that another process saved, so this many in a row do not happen by contention alone.
constexpr int mostTries = 100;

void keepLatestUse(VaultEntries& entries, const VaultEntries& old) {
    for (auto& entry : entries)
        if (const auto* before = findEntry(old, entry.credential.name))
            entry.credential.lastUsedAt = std::max(entry.credential.lastUsedAt, before->credential.lastUsedAt);
}

QString secretNoun(SecretRole role) {
    switch (role) {
    case SecretRole::Value:
        return QStringLiteral("secret");
    case SecretRole::RefreshToken:
        return QStringLiteral("refresh token");
    case SecretRole::ClientSecret:
        return QStringLiteral("client secret");
    case SecretRole::UserName:
        return QStringLiteral("user name");
    case SecretRole::ClientKey:
        return QStringLiteral("client key");
    case SecretRole::ProofKey:
        return QStringLiteral("proof key");
    case SecretRole::SessionToken:
        return QStringLiteral("session token");
    case SecretRole::NextValue:
    case SecretRole::NextId:
        return QStringLiteral("key that is kept for later");
    }
    return {};
}

VaultError renewedMeanwhile(const QByteArray& name) {
    return {
        VaultErrorKind::Stale,
        QStringLiteral("“%1” was renewed by someone else meanwhile; theirs was kept.").arg(QString::fromUtf8(name))};
}

VaultError lockedFor(const QByteArray& name) {
    return {VaultErrorKind::Locked,
            QStringLiteral("Not sent: the vault is locked, and this request needs “%1”. Unlock it and send again.")
                .arg(QString::fromUtf8(name))};
}

base::Result<base::Secret, VaultError> secretOf(const Entry& entry, SecretRole role) {
    const auto found = entry.secrets.find(role);
    if (found != entry.secrets.end())
        return found->second.clone();
    const QString name = QString::fromUtf8(entry.credential.name);
    const bool token = role == SecretRole::Value && canRotate(entry.credential.kind);
    return Failure(
        VaultError{VaultErrorKind::NotFound,
                   token ? QStringLiteral("“%1” has no access token yet: rotate it to fetch one.").arg(name)
                         : QStringLiteral("“%1” has no %2: add it again with one.").arg(name, secretNoun(role))});
}
} // namespace

Vault::Vault(std::unique_ptr<CredentialStore> store, VaultMode mode, const base::Clock& clock)
    : m_store(std::move(store))
    , m_mode(mode)
    , m_clock(clock)
    , m_state(std::make_unique<State>()) {}

Vault::~Vault() = default;

base::Outcome<VaultError> Vault::open() {
    {
        const std::lock_guard writing(m_state->writing);
        if (auto read = readStore(); !read)
            return read;
        m_state->opened = true;
    }
    notify();
    return base::Done{};
}

base::Outcome<VaultError> Vault::reload() {
    {
        const std::lock_guard writing(m_state->writing);
        // A store that keeps nothing has nothing new.
        if (!m_state->opened || isLocked() || m_mode == VaultMode::MemoryOnly || m_store->isUnchanged())
            return base::Done{};
        if (auto read = readStore(); !read)
            return read;
    }
    notify();
    return base::Done{};
}

QString Vault::path() const {
    return m_store->path();
}

// Under `writing`.
base::Outcome<VaultError> Vault::readStore() {
    auto loaded = m_store->load();
    if (!loaded)
        return Failure(loaded.error());
    Entries entries = std::move(*loaded);
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.credential.name < b.credential.name; });
    const Entries before = m_state->unsaved.empty() ? Entries() : m_state->copy();
    for (const auto& name : m_state->unsaved) {
        const auto* ours = findEntry(before, name);
        auto* theirs = findEntry(entries, name);
        if (ours && theirs && theirs->credential.generation < ours->credential.generation)
            *theirs = cloneEntry(*ours);
    }
    publish(std::move(entries));
    return base::Done{};
}

void Vault::publish(Entries entries) {
    const std::lock_guard reading(m_state->reading);
    keepLatestUse(entries, m_state->entries);
    m_state->entries = std::move(entries);
    ++m_state->revision;
}

void Vault::notify() {
    std::function<void()> changed;
    {
        const std::lock_guard reading(m_state->reading);
        changed = m_state->changed;
    }
    if (changed)
        changed();
}

base::Outcome<VaultError> Vault::change(const std::function<base::Outcome<VaultError>(Entries&)>& edit,
                                        const QByteArray& keepUnsaved, const WhenLocked& whenLocked) {
    const auto attempt = [&]() -> base::Outcome<VaultError> {
        const std::lock_guard writing(m_state->writing);
        if (auto kept = whenLocked ? whenLocked() : std::nullopt)
            return Failure(std::move(*kept));
        if (!m_state->opened || isLocked())
            return Failure(VaultError{VaultErrorKind::Locked,
                                      QStringLiteral("The vault is locked: nothing was changed. Unlock it first.")});
        base::Outcome<VaultError> saved = base::Done{};
        for (int tries = 0; tries < mostTries; ++tries) {
            Entries next = m_state->copy();
            if (auto edited = edit(next); !edited)
                return edited;
            saved = m_store->save(next);
            const bool stale = !saved && saved.error().kind == VaultErrorKind::Stale;
            if (saved)
                m_state->unsaved.clear();
            else if (!stale && !keepUnsaved.isEmpty())
                m_state->unsaved.insert(keepUnsaved);
            else if (!stale)
                return saved;
            if (!stale) {
                publish(std::move(next));
                return saved;
            }
            if (auto read = readStore(); !read)
                return read;
        }
        return saved;
    };
    const auto before = revision();
    auto result = attempt();
    if (revision() != before)
        notify();
    return result;
}

std::vector<Credential> Vault::list() const {
    const std::lock_guard reading(m_state->reading);
    std::vector<Credential> credentials;
    credentials.reserve(m_state->entries.size());
    for (const auto& entry : m_state->entries)
        credentials.push_back(entry.credential);
    return credentials;
}

std::optional<Credential> Vault::find(const QByteArray& name) const {
    const std::lock_guard reading(m_state->reading);
    const auto* entry = findEntry(std::as_const(m_state->entries), name);
    return entry ? std::optional(entry->credential) : std::nullopt;
}

std::uint64_t Vault::generationOf(const QByteArray& name) const {
    const auto known = find(name);
    return known ? known->generation : 0;
}

base::Outcome<VaultError> Vault::add(Credential credential, Secrets secrets) {
    if (!credential.issuedAt && secrets.contains(SecretRole::Value))
        credential.issuedAt = m_clock.wallNow();
    return restore({std::move(credential), std::move(secrets)});
}

base::Outcome<VaultError> Vault::restore(const Entry& entry) {
    if (const auto problem = problemWith(entry.credential); !problem.isEmpty())
        return Failure(VaultError{VaultErrorKind::Invalid, problem});
    return change([&](Entries& entries) -> base::Outcome<VaultError> {
        const QByteArray& name = entry.credential.name;
        if (findEntry(entries, name))
            return Failure(
                VaultError{VaultErrorKind::AlreadyExists,
                           QStringLiteral("A credential “%1” exists already: remove it first, or choose another name.")
                               .arg(QString::fromUtf8(name))});
        Entry fresh = cloneEntry(entry);
        const auto retired = m_state->retired.find(name);
        fresh.credential.generation = 1 + (retired == m_state->retired.end() ? 0 : retired->second);
        insertEntry(entries, std::move(fresh));
        return base::Done{};
    });
}

base::Outcome<VaultError> Vault::remove(const QByteArray& name) {
    auto taken = take(name);
    return taken ? base::Outcome<VaultError>(base::Done{}) : Failure(taken.error());
}

base::Result<Entry, VaultError> Vault::take(const QByteArray& name) {
    Entry taken;
    auto removed = change([&](Entries& entries) -> base::Outcome<VaultError> {
        auto* entry = findEntry(entries, name);
        if (!entry)
            return Failure(notFound(entries, name));
        m_state->retired[name] = entry->credential.generation;
        taken = std::move(*entry);
        std::erase_if(entries, [&](const Entry& other) { return &other == entry; });
        return base::Done{};
    });
    if (!removed)
        return Failure(removed.error());
    return taken;
}

base::Outcome<VaultError> Vault::update(const Credential& credential) {
    if (const auto problem = problemWith(credential); !problem.isEmpty())
        return Failure(VaultError{VaultErrorKind::Invalid, problem});
    return change([&](Entries& entries) -> base::Outcome<VaultError> {
        auto* entry = findEntry(entries, credential.name);
        if (!entry)
            return Failure(notFound(entries, credential.name));
        entry->credential = updatedRecord(entry->credential, credential);
        return base::Done{};
    });
}

base::Result<base::Secret, VaultError> Vault::use(const QByteArray& name, SecretRole role, QByteArrayView authority) {
    const std::lock_guard reading(m_state->reading);
    if (m_state->locked)
        return Failure(lockedFor(name));
    auto* entry = findEntry(m_state->entries, name);
    if (!entry)
        return Failure(notFound(m_state->entries, name));
    if (auto allowed = checkTarget(entry->credential, role, authority); !allowed)
        return Failure(allowed.error());
    auto secret = secretOf(*entry, role);
    if (secret)
        entry->credential.lastUsedAt =
            m_clock.wallNow(); // on disk with the next change: a send must not wait for a sync
    return secret;
}

base::Result<base::Secret, VaultError> Vault::reveal(const QByteArray& name, SecretRole role) const {
    const std::lock_guard reading(m_state->reading);
    if (m_state->locked)
        return Failure(VaultError{VaultErrorKind::Locked, QStringLiteral("The vault is locked: unlock it first.")});
    const auto* entry = findEntry(std::as_const(m_state->entries), name);
    if (!entry)
        return Failure(notFound(m_state->entries, name));
    return secretOf(*entry, role);
}

base::Outcome<VaultError> Vault::rotate(const QByteArray& name, std::uint64_t expected, Secrets fresh,
                                        std::optional<base::WallTime> expiresAt) {
    const auto keep = [&] { return keepUntilUnlocked(name, expected, fresh, expiresAt); };
    if (auto kept = keep()) // at once: a key derivation is not waited for
        return Failure(std::move(*kept));
    const auto now = m_clock.wallNow();
    const auto edit = [&](Entries& entries) -> base::Outcome<VaultError> {
        auto* entry = findEntry(entries, name);
        if (!entry)
            return Failure(notFound(entries, name));
        Credential& credential = entry->credential;
        if (credential.generation != expected)
            return Failure(renewedMeanwhile(name));
        for (const auto& [role, secret] : fresh)
            entry->secrets[role] = secret.clone();
        ++credential.generation;
        if (fresh.contains(SecretRole::NextValue))
            return base::Done{}; // kept, and not in use yet
        credential.issuedAt = now;
        credential.lastRotatedAt = now;
        credential.expiresAt = expiresAt;
        credential.lastProblem.clear();
        noteRotation(credential, now, true, {});
        credential.renewingSince.reset();
        return base::Done{};
    };
    // Once more when its turn has come: it may have been locked while another save was waited for.
    auto rotated = change(edit, name, keep);
    if (rotated || rotated.error().kind != VaultErrorKind::Storage)
        return rotated;
    return Failure(
        VaultError{VaultErrorKind::Storage, QStringLiteral("“%1” was renewed but NOT saved, keep Knockback open: %2")
                                                .arg(QString::fromUtf8(name), rotated.error().sentence)});
}

base::Outcome<VaultError> Vault::beginRenewal(const QByteArray& name, std::uint64_t expected) {
    return change([&](Entries& entries) -> base::Outcome<VaultError> {
        auto* entry = findEntry(entries, name);
        if (!entry)
            return Failure(notFound(entries, name));
        if (entry->credential.generation != expected)
            return Failure(renewedMeanwhile(name));
        entry->credential.renewingSince = m_clock.wallNow();
        return base::Done{};
    });
}

base::Outcome<VaultError> Vault::endRenewal(const QByteArray& name, std::uint64_t expected, const QString& problem,
                                            bool refused) {
    const auto now = m_clock.wallNow();
    return change([&](Entries& entries) -> base::Outcome<VaultError> {
        auto* entry = findEntry(entries, name);
        if (!entry)
            return Failure(notFound(entries, name));
        Credential& credential = entry->credential;
        if (credential.generation != expected)
            return Failure(renewedMeanwhile(name));
        credential.renewingSince.reset();
        credential.lastProblem = problem;
        noteRotation(credential, now, false, problem);
        if (refused)
            credential.refusedGeneration = expected;
        return base::Done{};
    });
}

base::Outcome<VaultError> Vault::recordProblem(const QByteArray& name, const QString& sentence) {
    const auto known = find(name);
    if (known && known->lastProblem == sentence)
        return base::Done{};
    const auto now = m_clock.wallNow();
    return change([&](Entries& entries) -> base::Outcome<VaultError> {
        auto* entry = findEntry(entries, name);
        if (!entry)
            return Failure(notFound(entries, name));
        entry->credential.lastProblem = sentence;
        if (!sentence.isEmpty())
            noteRotation(entry->credential, now, false, sentence);
        return base::Done{};
    });
}

void Vault::teach(http::Redactor& redactor) const {
    const std::lock_guard reading(m_state->reading);
    for (const auto& entry : m_state->entries)
        teachEntry(entry, redactor);
}

std::uint64_t Vault::revision() const {
    const std::lock_guard reading(m_state->reading);
    return m_state->revision;
}

void Vault::onChanged(std::function<void()> callback) {
    const std::lock_guard reading(m_state->reading);
    m_state->changed = std::move(callback);
}

} // namespace knockback::vault
