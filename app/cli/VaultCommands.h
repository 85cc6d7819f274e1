// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Invocation.h"
#include "app/vault/Vault.h"

#include <QJsonObject>

#include <string>
#include <vector>

namespace knockback::cli {

// What `vault add` takes from its arguments; the secret comes from standard input.
struct AddArguments {
    std::string name;
    std::string kind = "bearer";
    std::vector<std::string> hosts;
    std::string issuer;
    std::string tokenUrl;
    std::string clientId;
    std::vector<std::string> scopes;
    std::string header;
    std::string query;
    std::vector<std::string> settings; // NAME=VALUE
    std::string clientKeyFile;
};

// Opens the vault for a subcommand that is of no use without it. Null after saying why not.
[[nodiscard]] Invocation::OpenServices openVault(Invocation& invocation, int& exitCode);
// Says the error's sentence and returns its exit code.
[[nodiscard]] int fail(Invocation& invocation, const vault::VaultError& error);

[[nodiscard]] int vaultAdd(Invocation& invocation, const AddArguments& arguments);
[[nodiscard]] int vaultList(Invocation& invocation, bool json);
[[nodiscard]] int vaultShow(Invocation& invocation, const QByteArray& name, bool reveal, bool json);
[[nodiscard]] int vaultRotate(Invocation& invocation, const QByteArray& name, bool json);
[[nodiscard]] int vaultRemove(Invocation& invocation, const QByteArray& name);
[[nodiscard]] int vaultCheck(Invocation& invocation, bool json);

// name kind hosts scopes expiresAt lastRotatedAt state
[[nodiscard]] QJsonObject credentialJson(const vault::Credential& credential);

} // namespace knockback::cli
