// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/vault/KeySlots.h"
#include "app/vault/SeenGeneration.h"
#include "app/vault/Vault.h"

#include <optional>

namespace knockback::vault {

// The credentials in one sealed file (README.md). A file that does not exist is an empty vault and comes into being
// with the first save; one that cannot be opened is an error and is never overwritten. Safe between processes: save()
// answers Stale when somebody else saved since load(), and has then changed nothing. One thread at a time.
class VaultFile final : public CredentialStore, private KeySlots {
public:
    // `wrap` is the way to the key of a file that is made.
    VaultFile(const QString& path, std::unique_ptr<KeyWrap> wrap, base::RandomSource& random);
    // Another way to try when the file has a slot of its kind, after those before it.
    void addWrap(std::unique_ptr<KeyWrap> wrap) { m_wraps.push_back(std::move(wrap)); }
    ~VaultFile() override;

    base::Result<std::vector<Entry>, VaultError> load() override;
    base::Outcome<VaultError> save(const std::vector<Entry>& entries) override;
    [[nodiscard]] bool isUnchanged() const override { return checkUnchanged().ok(); }
    [[nodiscard]] QString path() const override { return m_path; }
    void forgetKey() override;
    void takePassphrase(const base::Secret& passphrase) override;
    [[nodiscard]] KeySlots* keySlots() override { return this; }
    [[nodiscard]] base::Secret sealingKey() const override;
    [[nodiscard]] QString warning() const override { return m_warning; }

private:
    [[nodiscard]] std::vector<KeySlot::Kind> kinds() const override;
    base::Outcome<VaultError> put(KeyWrap& wrap) override;
    base::Outcome<VaultError> remove(KeySlot::Kind kind) override;

    [[nodiscard]] base::Outcome<VaultError> underLock(const std::function<base::Outcome<VaultError>()>& work) const;
    [[nodiscard]] base::Outcome<VaultError> checkUnchanged() const;
    [[nodiscard]] base::Result<SealedVault, VaultError> readSealed() const;
    void noteGeneration();
    [[nodiscard]] base::Result<base::Secret, VaultError> keyFor(const SealedVault& sealed) const;
    [[nodiscard]] base::Outcome<VaultError> makeKey(VaultHeader& header);
    [[nodiscard]] base::Outcome<VaultError>
    changeSlots(const std::function<base::Outcome<VaultError>(std::vector<KeySlot>&)>& change);
    [[nodiscard]] base::Outcome<VaultError> replaceWith(VaultHeader next, const base::Secret& contents);

    QString m_path;
    std::vector<std::unique_ptr<KeyWrap>> m_wraps;
    base::RandomSource& m_random;
    std::optional<VaultHeader> m_header; // of the file as last read or written; nothing while there is none
    base::Secret m_key;
    SeenGeneration m_seen;
    QString m_warning;
};

// The ways to the key of the file there; none when it cannot be read.
[[nodiscard]] std::vector<KeySlot::Kind> slotKindsOf(const QString& path);

} // namespace knockback::vault
