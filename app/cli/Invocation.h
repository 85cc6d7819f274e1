// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CliContext.h"
#include "app/cli/Console.h"
#include "app/session/Services.h"

#include <functional>
#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace knockback::cli {

// One run of the command line: the options that every subcommand has, and what the chosen one is about to do.
struct Invocation {
    Invocation(const CliContext& hostContext, int argc, const char* const* argv)
        : context(hostContext)
        , console(hostContext, ArgumentMask(argc, argv)) {}

    const CliContext& context;
    Console console;
    std::string vaultFile;
    std::string passphraseFile;
    std::string dataDir;
    std::function<int()> action; // returns the exit code
    // Writes the escalation report of a call; returns what went wrong. Empty where reports cannot be written.
    std::function<QString(const Invocation& invocation, session::Services& services, base::CallId call,
                          const QByteArray& credential, const QString& path)>
        writeReport;

    // Does the action and makes sure that its result was printed; returns the exit code.
    [[nodiscard]] int act();
    [[nodiscard]] session::ServiceOptions serviceOptions() const;
    // Ends the engine, and says so when its history could not be opened: nobody waits for that before sending.
    struct CloseServices {
        Console* console = nullptr;
        void operator()(session::Services* services) const;
    };
    using OpenServices = std::unique_ptr<session::Services, CloseServices>;
    // Starts the engine. Null after saying why not; `exitCode` is set then. With `needsVault` false a vault that cannot
    // be opened is no reason to stop, unless it was named.
    [[nodiscard]] OpenServices openServices(bool needsVault, bool history, int& exitCode);
};

// The options that every subcommand has.
void addGlobalOptions(CLI::App& app, Invocation& invocation);

// Each adds its subcommand to `app`; its callback sets `invocation.action`.
void addSend(CLI::App& app, Invocation& invocation);
void addRun(CLI::App& app, Invocation& invocation);
void addDiagnose(CLI::App& app, Invocation& invocation);
void addLimits(CLI::App& app, Invocation& invocation);
void addReport(CLI::App& app, Invocation& invocation);
void addConvert(CLI::App& app, Invocation& invocation);
void addLab(CLI::App& app, Invocation& invocation);
void addVault(CLI::App& app, Invocation& invocation);
void addTour(CLI::App& app, Invocation& invocation);
void addMinimize(CLI::App& app, Invocation& invocation);
void addCheck(CLI::App& app, Invocation& invocation);

} // namespace knockback::cli
