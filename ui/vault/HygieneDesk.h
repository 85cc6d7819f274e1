// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/SecretCopies.h"
#include "ui/models/Backend.h"
#include "ui/models/Background.h"
#include "ui/vault/UseLedger.h"

#include <QObject>

namespace knockback::ui {

// Gathers what the hygiene checks go by: use from the journal and the history, and, on a worker, copies of secrets in
// the workspace's files and in each other.
class HygieneDesk final : public QObject {
    Q_OBJECT
public:
    HygieneDesk(Backend& backend, vault::Vault& vault, QObject* parent = nullptr);

    // Looks through the files again, when anything may have changed since the last time.
    void look();
    void add(const journal::Event& event) { m_ledger.add(event); }
    void setNames(const std::vector<vault::Credential>& credentials) { m_ledger.setNames(credentials); }
    void renamed(const QByteArray& from, const QByteArray& to);
    // Has what was before this session read on a worker; looked() follows.
    using PastUses = std::map<QByteArray, vault::CredentialUse>;
    void readPast(std::function<PastUses()> read);
    [[nodiscard]] vault::CredentialUse use(const QByteArray& credential) const;
    // With the times of their last use, which the vault itself stores with the next change only.
    [[nodiscard]] std::vector<vault::Credential> withLastUse(std::vector<vault::Credential> credentials) const;
    [[nodiscard]] vault::CredentialCopies copies(const QByteArray& credential) const;

Q_SIGNALS:
    void looked();

private:
    struct Found {
        std::map<QByteArray, QStringList> places;
        std::map<QByteArray, std::vector<QByteArray>> alike;
    };

    Backend& m_backend;
    vault::Vault& m_vault;
    UseLedger m_ledger;
    PastUses m_past;
    std::optional<Found> m_found;
    std::uint64_t m_revision = 0; // of the vault, when it was looked
    bool m_stale = true;
    Background m_background{*this};
    Background m_pastReading{*this};
};

} // namespace knockback::ui
