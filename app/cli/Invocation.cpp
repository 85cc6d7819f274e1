// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Invocation.h"

#include "app/cli/ExitCode.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {

void addGlobalOptions(CLI::App& app, Invocation& invocation) {
    app.set_version_flag("--version", "knockback " KNOCKBACK_VERSION);
    app.add_option("--vault", invocation.vaultFile, "Vault file to use instead of the one in the data folder")
        ->type_name("FILE");
    app.add_option("--passphrase-file", invocation.passphraseFile,
                   "File with the vault's passphrase, for machines without a keychain")
        ->type_name("FILE");
    app.add_option("--data-dir", invocation.dataDir,
                   "Folder for everything that this run keeps: history, vault, settings")
        ->type_name("DIR");
}

int Invocation::act() {
    const int exitCode = action();
    if (console.outputIsWhole())
        return exitCode;
    console.say(QStringLiteral("The result could not be written to standard output in full."));
    return exitCode == Done ? Unreadable : exitCode;
}

session::ServiceOptions Invocation::serviceOptions() const {
    session::ServiceOptions options;
    options.dataDir = QString::fromStdString(dataDir);
    if (!vaultFile.empty())
        options.vaultFile = QString::fromStdString(vaultFile);
    if (!passphraseFile.empty())
        options.passphraseFile = QString::fromStdString(passphraseFile);
    return options;
}

void Invocation::CloseServices::operator()(session::Services* services) const {
    if (const QString problem = services->historyProblem(); !problem.isEmpty())
        console->say(problem);
    delete services;
}

Invocation::OpenServices Invocation::openServices(bool needsVault, bool history, int& exitCode) {
    auto options = serviceOptions();
    options.history = history;
    const bool named = options.vaultFile || options.passphraseFile;
    options.vaultWanted = needsVault || named;
    auto services = session::Services::create(options);
    if (!services && services.error().exitCode == VaultClosed && !needsVault && !named) {
        // Without a way into the vault its secrets cannot be used, and none was asked for: an empty one does.
        console.say(QStringLiteral("The vault stays closed: ") + services.error().sentence);
        options.keychain = false;
        options.vaultFile = QString(); // none
        services = session::Services::create(options);
    }
    if (!services) {
        console.say(services.error().sentence);
        exitCode = services.error().exitCode;
        return nullptr;
    }
    return {services->release(), {&console}};
}

} // namespace knockback::cli
