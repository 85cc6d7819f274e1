// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/ReportInput.h"
#include "app/vault/Vault.h"

namespace knockback::cli {

// What a report may say of a credential: its name, when it expires and the beginning of its hash, by which a provider
// can find it. The hash is only of secrets that nobody can guess (tokens and keys), not of passwords.
[[nodiscard]] std::optional<report::CredentialFacts> credentialFacts(const vault::Vault& vault, const QByteArray& name);

} // namespace knockback::cli
