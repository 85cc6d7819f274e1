// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"
#include "app/vault/Vault.h"

namespace knockback::vault {

// Puts the credential into the request, after checking that the request's host is allowed: Bearer and OAuth kinds as
// `Authorization: Bearer …` (RFC 6750 2.1), Basic as `Authorization: Basic …` (RFC 7617), an API key in its header
// (X-API-Key when it names none) or query parameter. A header of that name is replaced. On an error the request is as
// before.
[[nodiscard]] base::Outcome<VaultError> applyCredential(http::Request& request, const Credential& credential,
                                                        Vault& vault);

// The value behind `{{vault:name}}` in a request that goes to `url`.
[[nodiscard]] base::Result<base::Secret, VaultError> resolveVaultVariable(const QByteArray& name, QByteArrayView url,
                                                                          Vault& vault);

} // namespace knockback::vault
