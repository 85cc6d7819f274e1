// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Invocation.h"
#include "app/vault/Vault.h"

#include <QJsonObject>

#include <optional>
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

// A sign-in with scopes, a level or an age of login that an API has asked for; or a renewal, when it asks for nothing.
struct RotateArguments {
    std::string name;
    bool json = false;
    std::vector<std::string> scopes;
    std::vector<std::string> acrValues;
    std::optional<int> maxAge; // seconds
};

// Opens the vault for a subcommand that is of no use without it. Null after saying why not.
[[nodiscard]] Invocation::OpenServices openVault(Invocation& invocation, int& exitCode);
// Says the error's sentence and returns its exit code.
[[nodiscard]] int fail(Invocation& invocation, const vault::VaultError& error);

// The same for a credential that does not exist.
[[nodiscard]] int notFound(Invocation& invocation, const QByteArray& name);

[[nodiscard]] int vaultAdd(Invocation& invocation, const AddArguments& arguments);
[[nodiscard]] int vaultList(Invocation& invocation, bool json);
[[nodiscard]] int vaultShow(Invocation& invocation, const QByteArray& name, bool reveal, bool json);
[[nodiscard]] int vaultRotate(Invocation& invocation, const RotateArguments& arguments);
[[nodiscard]] int vaultRemove(Invocation& invocation, const QByteArray& name);
[[nodiscard]] int vaultCheck(Invocation& invocation, bool json);

// One for people: name, kind, state, hosts.
[[nodiscard]] QString credentialLine(const vault::Credential& credential);
// name kind hosts scopes expiresAt lastRotatedAt state
[[nodiscard]] QJsonObject credentialJson(const vault::Credential& credential);

} // namespace knockback::cli
