// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Invocation.h"

#include "app/cli/ExitCode.h"

namespace knockback::cli {

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
