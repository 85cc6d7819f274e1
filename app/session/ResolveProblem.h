// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"

#include <QByteArray>
#include <QString>

namespace knockback::session {

// Why a draft cannot be sent; nothing went out.
struct ResolveProblem {
    QString sentence; // what, where, what to do
    bool credential = false;
    bool vaultLocked = false;
    QByteArray renew = {}; // the credential has no token yet, but one can be fetched
};

// The same of a refusal of the vault to hand out the secret of `credential`.
[[nodiscard]] ResolveProblem problemOf(const vault::VaultError& error, const QByteArray& credential,
                                       const vault::Vault& vault);

} // namespace knockback::session
