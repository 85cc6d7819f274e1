// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"

#include <QStringList>

namespace knockback::vault {

// Reading credentials out of the files in which they lie in the clear. Pure; a reader takes any bytes without a crash
// and leaves out what it cannot understand, with a note.

enum class ImportFormat { DotEnv, Netrc, AwsCredentials, PostmanEnvironment, InsomniaEnvironment };
// ".env", "netrc" …
[[nodiscard]] QString formatName(ImportFormat format);

// What could be added to the vault.
struct ImportedSecret {
    Credential credential; // proposed; without hosts where the file does not tell
    Secrets secrets;
    QString origin;     // "line 3", "variable STRIPE_KEY": never the value
    bool likely = true; // it is named or looks like a secret
};

struct ImportedFile {
    ImportFormat format = ImportFormat::DotEnv;
    std::vector<ImportedSecret> found;
    QStringList notes; // what was left out and why
};

// What the file is, by its name and its content. Nothing = none of these.
[[nodiscard]] std::optional<ImportFormat> detectFormat(const QString& fileName, QByteArrayView text);

[[nodiscard]] ImportedFile readSecrets(ImportFormat format, QByteArrayView text);

// What adding it would meet: nothing, the same secret under that name already, or another one, which stays.
enum class ImportClash { None, Same, Other };
[[nodiscard]] ImportClash clashOf(const ImportedSecret& secret, const Vault& vault);
// The name, or with a number behind it, that is in none of `taken`.
[[nodiscard]] QByteArray freeName(const QByteArray& wanted, const std::vector<QByteArray>& taken);

} // namespace knockback::vault
