// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultCommands.h"
#include "app/cli/VaultImport.h"
#include "app/cli/VaultKeys.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {
namespace {

struct NamedArguments {
    std::string name;
    bool reveal = false;
    bool json = false;

    [[nodiscard]] QByteArray nameBytes() const { return QByteArray::fromStdString(name); }
};

constexpr const char* addFooter = "The secret comes from standard input, never from an argument: one value (the token, "
                                  "the key, the client secret, the\n"
                                  "refresh token, for basic user:password), or lines of key=value with the keys value, "
                                  "refresh_token, client_secret,\n"
                                  "username and password.";

void addAdd(CLI::App& vault, Invocation& invocation) {
    CLI::App* command = vault.add_subcommand("add", "Add a credential; its secret is read from standard input");
    auto arguments = std::make_shared<AddArguments>();
    command->footer(addFooter);
    command->add_option("name", arguments->name, "What to call it")->required()->type_name("NAME");
    command
        ->add_option("--kind", arguments->kind,
                     "bearer, basic, api-key, client-credentials, authorization-code, device-code, refresh-token, "
                     "aws-sigv4, hmac, client-certificate or digest")
        ->type_name("KIND");
    command->add_option("--host", arguments->hosts, "Host that it may be sent to; may be given several times")
        ->allow_extra_args(false)
        ->type_name("H");
    command->add_option("--issuer", arguments->issuer, "Issuer that renews it")->type_name("URL");
    command->add_option("--token-url", arguments->tokenUrl, "Token endpoint that renews it")->type_name("URL");
    command->add_option("--client-id", arguments->clientId, "OAuth client")->type_name("I");
    command->add_option("--scope", arguments->scopes, "Scopes to ask for")->allow_extra_args(false)->type_name("S");
    command
        ->add_option("--set", arguments->settings,
                     "A setting, such as client-auth=post, dpop=yes, aws-region=…, hmac-text=…, rotate-every-days=90")
        ->allow_extra_args(false)
        ->type_name("NAME=VALUE");
    command->add_option("--client-key-file", arguments->clientKeyFile, "Key (PEM) with which the client signs")
        ->type_name("FILE");
    command->add_option("--header", arguments->header, "api-key: the header it goes in")->type_name("N");
    command->add_option("--query", arguments->query, "api-key: the query parameter it goes in")->type_name("N");
    command->callback([&invocation, arguments] {
        invocation.action = [&invocation, arguments] { return vaultAdd(invocation, *arguments); };
    });
}

using Action = int (*)(Invocation&, const NamedArguments&);

std::shared_ptr<NamedArguments> addNamed(CLI::App& vault, Invocation& invocation, const char* name,
                                         const char* description, bool takesName, Action action) {
    CLI::App* command = vault.add_subcommand(name, description);
    auto arguments = std::make_shared<NamedArguments>();
    if (takesName)
        command->add_option("name", arguments->name, "The credential's name")->required()->type_name("NAME");
    command->add_flag("--json", arguments->json, "Print JSON");
    command->callback([&invocation, arguments, action] {
        invocation.action = [&invocation, arguments, action] { return action(invocation, *arguments); };
    });
    return arguments;
}

constexpr const char* rotateFooter =
    "A token is renewed by its refresh token or its grant; when only the user can get a new one, this says what to "
    "open "
    "or enter, and\n"
    "waits. A key with a recipe (recipe-create and so on) is replaced: a new one is made, tried and used, and the old "
    "one "
    "is revoked when\n"
    "its overlap has ended. What an earlier rotation has left is gone on with first: a new key that was not tried, an "
    "old "
    "one that could\n"
    "not be revoked. Ctrl+C ends it with a key in use that works; a new one that was made by then is kept for the next "
    "time.\n"
    "With --scope, --acr or --max-age you sign in again for what an API has asked for.";

void addRotate(CLI::App& vault, Invocation& invocation) {
    CLI::App* command =
        vault.add_subcommand("rotate", "Fetch a new token, sign in again, or replace a key by its recipe, now");
    auto arguments = std::make_shared<RotateArguments>();
    command->footer(rotateFooter);
    command->add_option("name", arguments->name, "The credential's name")->required()->type_name("NAME");
    command->add_flag("--json", arguments->json, "Print JSON");
    command->add_option("--scope", arguments->scopes, "Sign in with this scope too; may be given several times")
        ->allow_extra_args(false)
        ->type_name("S");
    command->add_option("--acr", arguments->acrValues, "Sign in with this level of login (acr_values)")
        ->allow_extra_args(false)
        ->type_name("LEVEL");
    command->add_option("--max-age", arguments->maxAge, "Sign in anew when the login is older than that")
        ->check(CLI::NonNegativeNumber)
        ->type_name("SECONDS");
    command->callback([&invocation, arguments] {
        invocation.action = [&invocation, arguments] { return vaultRotate(invocation, *arguments); };
    });
}

} // namespace

void addVault(CLI::App& app, Invocation& invocation) {
    CLI::App* vault = app.add_subcommand("vault", "Credentials: list, add, show, rotate, remove, check");
    vault->require_subcommand(1);
    vault->fallthrough();
    addAdd(*vault, invocation);
    addVaultImport(*vault, invocation);
    addVaultKeys(*vault, invocation);
    addNamed(*vault, invocation, "list", "List the credentials, without their secrets", false,
             [](Invocation& i, const NamedArguments& a) { return vaultList(i, a.json); });
    const auto show =
        addNamed(*vault, invocation, "show", "Show one credential; its secret only with --reveal", true,
                 [](Invocation& i, const NamedArguments& a) { return vaultShow(i, a.nameBytes(), a.reveal, a.json); });
    vault->get_subcommand("show")->add_flag("--reveal", show->reveal, "Print the secret too");
    addRotate(*vault, invocation);
    addNamed(*vault, invocation, "remove", "Forget a credential and its secret", true,
             [](Invocation& i, const NamedArguments& a) { return vaultRemove(i, a.nameBytes()); });
    addNamed(*vault, invocation, "check", "Open the vault and name every credential that cannot be used", false,
             [](Invocation& i, const NamedArguments& a) { return vaultCheck(i, a.json); });
}

} // namespace knockback::cli
