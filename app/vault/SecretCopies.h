// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"

#include <map>

namespace knockback::vault {

// A text in which secrets may stand: a file of the workspace.
struct NamedText {
    QString name;
    QByteArray text;
};

// Where the vault's secrets stand in the clear, in any form the redactor knows (raw, base64, percent-encoded …): by
// credential, "billing.http, line 12". Names places, never what stands there. Empty while the vault is locked.
[[nodiscard]] std::map<QByteArray, QStringList> findCopies(const Vault& vault, const std::vector<NamedText>& texts);

// Credentials with the same secret: each with the names of the others.
[[nodiscard]] std::map<QByteArray, std::vector<QByteArray>> findAlike(const Vault& vault);

} // namespace knockback::vault
