// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultKeys.h"

#include "app/cli/ExitCode.h"
#include "app/cli/VaultCommands.h"
#include "app/vault/KeySlots.h"
#include "app/vault/PassphraseWrap.h"
#include "app/vault/RecoveryKey.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <array>

namespace knockback::cli {

namespace {

using base::Failure;
using vault::KeySlot;
using vault::KeySlots;
using vault::VaultError;

struct KeyArguments {
    bool recovery = false;
    std::string passphraseFile;
    std::string remove;
};

constexpr std::array<std::pair<KeySlot::Kind, const char*>, 3> names{{{KeySlot::Kind::Keychain, "keychain"},
                                                                      {KeySlot::Kind::Passphrase, "passphrase"},
                                                                      {KeySlot::Kind::Recovery, "recovery-key"}}};

base::Outcome<VaultError> change(vault::Vault& vault, base::Secret text, KeySlot::Kind kind) {
    vault::PassphraseWrap wrap(std::move(text), {}, base::systemRandom(), {}, kind);
    return vault.changeSlots([&wrap](KeySlots& slots) { return slots.put(wrap); });
}

int makeRecoveryKey(Invocation& invocation, vault::Vault& vault) {
    const auto key = vault::makeRecoveryKey(base::systemRandom());
    if (auto made = change(vault, vault::plainRecoveryKey(key), KeySlot::Kind::Recovery); !made)
        return fail(invocation, made.error());
    invocation.console.write(key.reveal().toByteArray() + '\n');
    invocation.console.say(
        QStringLiteral("Write this down: it is shown once, and it opens the vault when the keychain or "
                       "the passphrase is lost. An earlier recovery key does not any more."));
    return Done;
}

int setPassphrase(Invocation& invocation, vault::Vault& vault, const QString& file) {
    auto passphrase = vault::readPassphraseFile(file);
    if (!passphrase)
        return fail(invocation, passphrase.error());
    auto set = change(vault, std::move(*passphrase), KeySlot::Kind::Passphrase);
    return set ? Done : fail(invocation, set.error());
}

int removeWay(Invocation& invocation, vault::Vault& vault, const std::string& name) {
    for (const auto& [kind, known] : names)
        if (name == known) {
            auto removed = vault.changeSlots([way = kind](KeySlots& slots) { return slots.remove(way); });
            return removed ? Done : fail(invocation, removed.error());
        }
    invocation.console.say(QStringLiteral("“%1” is no way to open a vault: there are keychain, passphrase and "
                                          "recovery-key.")
                               .arg(QString::fromStdString(name)));
    return Usage;
}

int listWays(Invocation& invocation, vault::Vault& vault) {
    std::vector<KeySlot::Kind> kinds;
    auto looked = vault.changeSlots([&kinds](KeySlots& slots) -> base::Outcome<VaultError> {
        kinds = slots.kinds();
        return base::Done{};
    });
    if (!looked)
        return fail(invocation, looked.error());
    for (const auto kind : kinds)
        for (const auto& [known, name] : names)
            if (known == kind)
                invocation.console.print(QLatin1String(name));
    return Done;
}

int vaultKeys(Invocation& invocation, const KeyArguments& arguments) {
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    auto& vault = services->vault();
    if (arguments.recovery)
        return makeRecoveryKey(invocation, vault);
    if (!arguments.passphraseFile.empty())
        return setPassphrase(invocation, vault, QString::fromStdString(arguments.passphraseFile));
    if (!arguments.remove.empty())
        return removeWay(invocation, vault, arguments.remove);
    return listWays(invocation, vault);
}

} // namespace

void addVaultKeys(CLI::App& vault, Invocation& invocation) {
    CLI::App* command = vault.add_subcommand(
        "unlock-by", "Say what opens the vault file (keychain, passphrase, recovery-key), or change it");
    auto arguments = std::make_shared<KeyArguments>();
    auto* recovery = command->add_flag("--recovery-key", arguments->recovery, "Make a new recovery key and print it");
    auto* passphrase = command->add_option("--new-passphrase-file", arguments->passphraseFile,
                                           "Set the passphrase, or change it, to what this file holds");
    auto* remove = command->add_option("--remove", arguments->remove, "Remove one way; never the last");
    passphrase->type_name("FILE")->excludes(recovery);
    remove->type_name("WAY")->excludes(recovery)->excludes(passphrase);
    command->callback([&invocation, arguments] {
        invocation.action = [&invocation, arguments] { return vaultKeys(invocation, *arguments); };
    });
}

} // namespace knockback::cli
