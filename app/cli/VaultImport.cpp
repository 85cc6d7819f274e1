// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultImport.h"

#include "app/cli/ExitCode.h"
#include "app/cli/VaultCommands.h"
#include "app/vault/AtomicFile.h"
#include "app/vault/SecretImport.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {

namespace {

constexpr qint64 mostBytes = 4 * 1024 * 1024;

struct ImportArguments {
    std::string file;
    std::vector<std::string> hosts;
    bool all = false;
    bool dryRun = false;
};

// Why a secret is not added, or empty.
QString obstacle(const vault::ImportedSecret& found, const vault::Vault& vault, bool all) {
    if (!found.likely && !all)
        return QStringLiteral("does not look like a secret (--all adds it)");
    switch (vault::clashOf(found, vault)) {
    case vault::ImportClash::Same:
        return QStringLiteral("is in the vault already");
    case vault::ImportClash::Other:
        return QStringLiteral("is in the vault with another secret, which stays: remove that first");
    case vault::ImportClash::None:
        break;
    }
    return {};
}

std::optional<vault::ImportedFile> readFile(Invocation& invocation, const QString& path) {
    auto bytes = vault::readAnyFile(path, mostBytes);
    if (!bytes) {
        invocation.console.say(QStringLiteral("%1 cannot be read: %2.").arg(path, bytes.error().reason));
        return std::nullopt;
    }
    const auto format = vault::detectFormat(path, *bytes);
    if (!format) {
        invocation.console.say(QStringLiteral("%1 is none of the files that can be imported: .env, netrc, AWS "
                                              "credentials, a Postman or Insomnia environment.")
                                   .arg(path));
        return std::nullopt;
    }
    auto file = vault::readSecrets(*format, *bytes);
    base::wipe(*bytes);
    return file;
}

int vaultImport(Invocation& invocation, const ImportArguments& arguments) {
    auto file = readFile(invocation, QString::fromStdString(arguments.file));
    if (!file)
        return Unreadable;
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    auto& vault = services->vault();
    for (auto& found : file->found) {
        const QString name = QString::fromUtf8(found.credential.name);
        if (const QString why = obstacle(found, vault, arguments.all); !why.isEmpty()) {
            invocation.console.say(QStringLiteral("%1 (%2) %3.").arg(name, found.origin, why));
            continue;
        }
        if (found.credential.hosts.empty())
            for (const auto& host : arguments.hosts)
                found.credential.hosts.push_back(QByteArray::fromStdString(host));
        if (found.credential.hosts.empty())
            invocation.console.say(QStringLiteral("%1 has no host yet, so it is sent nowhere.").arg(name));
        if (!arguments.dryRun)
            if (auto added = vault.add(found.credential, std::move(found.secrets)); !added)
                return fail(invocation, added.error());
        invocation.console.print(name);
    }
    for (const auto& note : file->notes)
        invocation.console.say(note);
    return Done;
}

} // namespace

void addVaultImport(CLI::App& vault, Invocation& invocation) {
    CLI::App* command = vault.add_subcommand(
        "import", "Add the secrets of a .env, netrc, AWS credentials, Postman or Insomnia file; prints their names");
    auto arguments = std::make_shared<ImportArguments>();
    command->add_option("file", arguments->file, "The file; it stays as it is")->required()->type_name("FILE");
    command->add_option("--host", arguments->hosts, "Host for those whose file names none")
        ->allow_extra_args(false)
        ->type_name("H");
    command->add_flag("--all", arguments->all, "Add what does not look like a secret, too");
    command->add_flag("--dry-run", arguments->dryRun, "Only say what would be added");
    command->callback([&invocation, arguments] {
        invocation.action = [&invocation, arguments] { return vaultImport(invocation, *arguments); };
    });
}

} // namespace knockback::cli
