// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Redactor.h"
#include "app/vault/CredentialStore.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <set>

namespace knockback::vault {

// The credentials of this program. Safe from any thread; calls that change something return when it is on disk.
// A secret leaves only through use() and only toward an allowed host.
class Vault {
public:
    Vault(std::unique_ptr<CredentialStore> store, VaultMode mode, const base::Clock& clock);
    ~Vault();

    // Reads the store. Until it has succeeded the vault is empty and refuses changes.
    base::Outcome<VaultError> open();
    // What the user should know about what was read; empty when all is well.
    [[nodiscard]] QString warning() const;
    // Takes over what another Knockback saved meanwhile; open() must have succeeded. Cheap when nobody did.
    base::Outcome<VaultError> reload();
    // Where it is on disk; empty when nowhere.
    [[nodiscard]] QString path() const;

    // How it is unlocked now.
    [[nodiscard]] VaultMode mode() const { return m_mode; }
    [[nodiscard]] const base::Clock& clock() const { return m_clock; }
    [[nodiscard]] std::vector<Credential> list() const;
    [[nodiscard]] std::optional<Credential> find(const QByteArray& name) const;
    // Of its secrets, which grows with every rotation; 0 when there is no such credential.
    [[nodiscard]] std::uint64_t generationOf(const QByteArray& name) const;

    base::Outcome<VaultError> add(Credential credential, Secrets secrets);
    base::Outcome<VaultError> remove(const QByteArray& name);
    // Removes it and hands it out, for an undo that restore()s it with its secrets and times.
    [[nodiscard]] base::Result<CredentialStore::Entry, VaultError> take(const QByteArray& name);
    base::Outcome<VaultError> restore(const CredentialStore::Entry& entry);
    // Changes the record, not the secrets and not the generation. Times and the state of a key's recipe are taken over
    // only when `credential` is of the present generation, so that an edit begun before a rotation does not undo it.
    base::Outcome<VaultError> update(const Credential& credential);

    // A change by hand, in one save: the record becomes as `wanted` has it, by update()'s rules but perhaps under
    // another name, and so do the secrets of `fresh`; an empty one is removed. A new secret is a rotation. Stale when a
    // token is to be replaced that was renewed since `wanted` was read, and while a renewal is under way whose tokens
    // would be lost by it.
    struct Edited {
        CredentialStore::Entry before;
        QByteArray name; // now
        std::uint64_t generation = 0;
    };
    [[nodiscard]] base::Result<Edited, VaultError> edit(const QByteArray& name, const Credential& wanted,
                                                        const Secrets& fresh);
    // Puts back what was there before; Stale when it has got another secret since or is about to. A grant that the
    // server has ended meanwhile stays ended.
    base::Outcome<VaultError> undoEdit(const Edited& edited);
    // Which secrets it has; none while the vault is locked.
    [[nodiscard]] std::set<SecretRole> rolesOf(const QByteArray& name) const;

    // The secret for sending to `authority` ("host" or "host:port"); marks the credential as used. HostNotAllowed
    // otherwise. Refresh tokens and client secrets go to the token endpoint only, over https or to this machine; all
    // else goes to the allowed hosts. NotFound when
    // there is no such credential, or it has no such secret (yet).
    [[nodiscard]] base::Result<base::Secret, VaultError> use(const QByteArray& name, SecretRole role,
                                                             QByteArrayView authority);
    // For `show --reveal` and the reveal button only.
    [[nodiscard]] base::Result<base::Secret, VaultError> reveal(const QByteArray& name, SecretRole role) const;

    // A rotation: stores the new secrets and times at once, only when the generation is still `expected` (else Stale).
    // Roles that `fresh` lacks keep their secret. When the disk refuses, the vault keeps the new ones in memory, saves
    // them with the next change and returns the error: nothing that a server handed out once is thrown away.
    base::Outcome<VaultError> rotate(const QByteArray& name, std::uint64_t expected, Secrets fresh,
                                     std::optional<base::WallTime> expiresAt);
    // A key of a recipe (KeyRecipe) that rotate() has kept as NextValue: takes the old one's place in one save, and the
    // record says whose revocation is due when; or is forgotten.
    base::Outcome<VaultError> switchToNext(const QByteArray& name, std::uint64_t expected,
                                           std::optional<base::WallTime> revokeAt);
    base::Outcome<VaultError> dropNext(const QByteArray& name, std::uint64_t expected);
    // Notes on disk that a renewal of that generation begins (Stale when there is a newer one): what a crash before its
    // end leaves behind, and proof that the vault can be written. rotate() and endRenewal() clear it.
    base::Outcome<VaultError> beginRenewal(const QByteArray& name, std::uint64_t expected);
    // A renewal that brought nothing: why, and whether the server refused the refresh token for good.
    base::Outcome<VaultError> endRenewal(const QByteArray& name, std::uint64_t expected, const QString& problem,
                                         bool refused);
    base::Outcome<VaultError> recordProblem(const QByteArray& name, const QString& sentence);

    // Every secret, under its credential's name, for redaction.
    void teach(http::Redactor& redactor) const;
    // Grows with every change, so that a redactor knows when to learn again.
    [[nodiscard]] std::uint64_t revision() const;

    // Forgets the key and every secret; the records stay listed. What the disk had refused is saved first: when it
    // still refuses, nothing is locked. Not in memory only (Invalid): it would be lost. While it is locked, use(),
    // reveal() and changes answer Locked, and a rotation that was under way is kept until unlock() saves it.
    base::Outcome<VaultError> lock();
    // Blocks for as long as a key derivation or the keychain takes. A passphrase or recovery key where one is needed.
    base::Outcome<VaultError> unlock(const base::Secret& passphrase = {});
    [[nodiscard]] bool isLocked() const;
    // For a store whose key could not be had when the program started, instead of open().
    void startLocked();
    // Changes the ways to the key; nobody saves meanwhile. Invalid when there are none (in memory only).
    base::Outcome<VaultError> changeSlots(const std::function<base::Outcome<VaultError>(KeySlots&)>& change);

    // For SealedFile. Empty while there is no vault on disk or it is locked. May wait for a save.
    [[nodiscard]] base::Secret sealingKey() const;

    // Called after every change, on the thread that made it.
    void onChanged(std::function<void()> callback);

private:
    struct State;
    using Entries = std::vector<CredentialStore::Entry>;
    using WhenLocked = std::function<std::optional<VaultError>()>;
    base::Outcome<VaultError> change(const std::function<base::Outcome<VaultError>(Entries&)>& edit,
                                     const QByteArray& keepUnsaved = {}, const WhenLocked& whenLocked = {});
    [[nodiscard]] std::uint64_t nextGeneration(const Credential& present, const QByteArray& name, bool otherSecrets);
    base::Outcome<VaultError> readStore();
    base::Outcome<VaultError> saveRefused();
    [[nodiscard]] bool forgetSecrets();
    // Takes `fresh` and returns the error that says so; does neither when it is not locked.
    [[nodiscard]] std::optional<VaultError> keepUntilUnlocked(const QByteArray& name, std::uint64_t expected,
                                                              Secrets& fresh, std::optional<base::WallTime> expiresAt);
    void savePending();
    void publish(Entries entries);
    void notify();

    std::unique_ptr<CredentialStore> m_store;
    std::atomic<VaultMode> m_mode;
    const base::Clock& m_clock;
    std::unique_ptr<State> m_state;
};

} // namespace knockback::vault
