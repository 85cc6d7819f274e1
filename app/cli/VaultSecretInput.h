// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/vault/Vault.h"

#include <QIODevice>
#include <QString>

namespace knockback::cli {

// Reads the secrets of a new credential from standard input, never from an argument. Either one value (a token, a key,
// a client secret, for basic `user:password`; one line end at its end is not part of it), or lines of `key=value` with
// the keys value, refresh_token, client_secret, username, password. The error is a sentence and holds nothing of the
// input.
[[nodiscard]] base::Result<vault::Secrets, QString> readSecrets(QIODevice& in, vault::CredentialKind kind);

// The same from bytes, which are wiped.
[[nodiscard]] base::Result<vault::Secrets, QString> parseSecrets(QByteArray& input, vault::CredentialKind kind);

} // namespace knockback::cli
