// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/WorkspaceKnowledge.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <future>

namespace knockback::cli {

namespace {

void sayAll(const QStringList& problems, Console& console) {
    for (const QString& problem : problems)
        console.say(problem);
}

} // namespace

void addWorkspaceOption(CLI::App& command, std::string& folder) {
    command
        .add_option("--workspace", folder, "Folder whose .knockback/providers and .knockback/rules are used with ours")
        ->check(CLI::ExistingDirectory)
        ->type_name("DIR");
}

void useWorkspace(session::Knowledge& knowledge, const std::string& folder, Console& console) {
    const auto read = session::Knowledge::read(QString::fromStdString(folder));
    knowledge.use(read.edition);
    sayAll(read.problems, console);
}

void useWorkspace(session::Services& services, const QString& folder, Console& console) {
    std::promise<QStringList> read;
    services.useWorkspace(folder, [&read](const QStringList& problems) { read.set_value(problems); });
    sayAll(read.get_future().get(), console);
}

} // namespace knockback::cli
