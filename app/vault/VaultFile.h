// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/vault/KeyWrap.h"
#include "app/vault/Vault.h"

#include <optional>

namespace knockback::vault {

// The credentials in one sealed file (README.md). A file that does not exist is an empty vault and comes into being
// with the first save; one that cannot be opened is an error and is never overwritten. Safe between processes: save()
// answers Stale when somebody else saved since load(), and has then changed nothing. One thread at a time.
class VaultFile final : public CredentialStore {
public:
    VaultFile(QString path, std::unique_ptr<KeyWrap> wrap, base::RandomSource& random);
    ~VaultFile() override;

    base::Result<std::vector<Entry>, VaultError> load() override;
    base::Outcome<VaultError> save(const std::vector<Entry>& entries) override;

private:
    [[nodiscard]] base::Outcome<VaultError> checkUnchanged() const;
    [[nodiscard]] base::Result<SecureBytes, VaultError> keyFor(const VaultHeader& header) const;
    [[nodiscard]] base::Outcome<VaultError> makeKey(VaultHeader& header);
    [[nodiscard]] base::Outcome<VaultError> write(const std::vector<Entry>& entries);

    QString m_path;
    std::unique_ptr<KeyWrap> m_wrap;
    base::RandomSource& m_random;
    std::optional<VaultHeader> m_header; // of the file as last read or written; nothing while there is none
    SecureBytes m_key;
};

} // namespace knockback::vault
