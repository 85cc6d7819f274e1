// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/KeySlots.h"
#include "app/vault/VaultEntries.h"
#include "app/vault/VaultState.h"

#include <algorithm>

namespace knockback::vault {

namespace {
using base::Failure;

VaultMode modeFor(const std::vector<KeySlot::Kind>& kinds) {
    const bool keychain = std::find(kinds.begin(), kinds.end(), KeySlot::Kind::Keychain) != kinds.end();
    return keychain ? VaultMode::Keychain : VaultMode::Passphrase;
}
} // namespace

bool Vault::isLocked() const {
    const std::lock_guard reading(m_state->reading);
    return m_state->locked;
}

QString Vault::warning() const {
    const std::lock_guard writing(m_state->writing);
    return m_store->warning();
}

base::Secret Vault::sealingKey() const {
    const std::lock_guard writing(m_state->writing);
    return isLocked() ? base::Secret() : m_store->sealingKey();
}

void Vault::startLocked() {
    const std::lock_guard reading(m_state->reading);
    m_state->locked = true;
}

base::Outcome<VaultError> Vault::lock() {
    if (isLocked())
        return base::Done{};
    if (m_mode == VaultMode::MemoryOnly)
        return Failure(VaultError{VaultErrorKind::Invalid,
                                  QStringLiteral("This vault is kept in memory only and cannot be locked: its secrets "
                                                 "would be lost. Start a keyring or use a passphrase to keep them.")});
    while (!forgetSecrets())
        if (auto saved = saveRefused(); !saved)
            return saved;
    notify();
    return base::Done{};
}

// Not while there is something that the disk has refused: also a rotation that came in just before.
bool Vault::forgetSecrets() {
    const std::lock_guard writing(m_state->writing);
    if (!m_state->unsaved.empty() && !isLocked())
        return false;
    const std::lock_guard reading(m_state->reading);
    for (auto& entry : m_state->entries)
        entry.secrets.clear();
    m_state->locked = true;
    m_store->forgetKey();
    return true;
}

// A token that a server handed out once must not be forgotten with the key.
base::Outcome<VaultError> Vault::saveRefused() {
    auto saved = change([](Entries&) -> base::Outcome<VaultError> { return base::Done{}; });
    if (saved || isLocked()) // by another thread, which has saved it
        return base::Done{};
    return Failure(VaultError{VaultErrorKind::Storage,
                              QStringLiteral("Not locked: a renewed token is not on disk yet and would be lost. %1")
                                  .arg(saved.error().sentence)});
}

base::Outcome<VaultError> Vault::unlock(const base::Secret& passphrase) {
    {
        const std::lock_guard writing(m_state->writing);
        if (!isLocked())
            return base::Done{};
        m_store->takePassphrase(passphrase);
        if (auto read = readStore(); !read) {
            m_store->forgetKey();
            return read;
        }
        m_state->opened = true;
        const std::lock_guard reading(m_state->reading);
        m_state->locked = false;
    }
    savePending();
    notify();
    return base::Done{};
}

// `locked` is looked at and the token kept in one go: unlock() has either still to save what is kept, or is seen here.
std::optional<VaultError> Vault::keepUntilUnlocked(const QByteArray& name, std::uint64_t expected, Secrets& fresh,
                                                   std::optional<base::WallTime> expiresAt) {
    const std::lock_guard reading(m_state->reading);
    if (!m_state->locked)
        return std::nullopt;
    if (!findEntry(std::as_const(m_state->entries), name))
        return notFound(m_state->entries, name);
    m_state->pending.push_back({name, expected, std::move(fresh), expiresAt});
    return VaultError{VaultErrorKind::Locked,
                      QStringLiteral("“%1” was renewed while the vault is locked: the new token is in memory and "
                                     "is saved when you unlock it. Keep Knockback open.")
                          .arg(QString::fromUtf8(name))};
}

void Vault::savePending() {
    std::vector<State::Pending> pending;
    {
        const std::lock_guard reading(m_state->reading);
        pending.swap(m_state->pending);
    }
    // One whose generation has moved on was renewed by another process, and a disk that refuses keeps it in memory.
    for (auto& one : pending)
        static_cast<void>(rotate(one.name, one.expected, std::move(one.fresh), one.expiresAt));
}

base::Outcome<VaultError> Vault::changeSlots(const std::function<base::Outcome<VaultError>(KeySlots&)>& change) {
    base::Outcome<VaultError> changed = base::Done{};
    {
        const std::lock_guard writing(m_state->writing);
        KeySlots* const slots = m_store->keySlots();
        if (!slots)
            return Failure(VaultError{VaultErrorKind::Invalid,
                                      QStringLiteral("This vault is kept in memory only: there is no key to it.")});
        if (isLocked())
            return Failure(VaultError{VaultErrorKind::Locked, QStringLiteral("The vault is locked: unlock it first.")});
        changed = change(*slots);
        if (const auto kinds = slots->kinds(); !kinds.empty())
            m_mode = modeFor(kinds);
    }
    notify();
    return changed;
}

} // namespace knockback::vault
