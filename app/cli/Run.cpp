// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallOptions.h"
#include "app/cli/ExitCode.h"
#include "app/cli/Invocation.h"
#include "app/cli/ManyCalls.h"
#include "app/cli/OutputFile.h"
#include "app/cli/WorkspaceKnowledge.h"
#include "app/runs/DataTable.h"
#include "app/workspace/Workspace.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {
namespace {

struct RunArguments {
    std::string file;
    std::string environment;
    std::string name;
    int repeat = 1;
    std::string rows;
    int concurrency = 1;
    std::string pace = "auto";
    std::string junit;
    std::string har;
    bool json = false;
};

struct Plan {
    std::vector<session::CallSpec> calls; // of one round
    runs::DataTable table;                // a round for each row; empty: the same every time
    std::size_t rounds = 1;
    QString suite;
    QString folder; // of the workspace
    bool needsVault = false;
};

using Planned = base::Result<Plan, workspace::FileError>;
using base::Failure;

bool isWanted(const workspace::RequestEntry& entry, const RunArguments& arguments) {
    return arguments.name.empty() || entry.name == QString::fromStdString(arguments.name);
}

QString unknownName(const std::vector<workspace::RequestEntry>& entries, const RunArguments& arguments) {
    QStringList names;
    for (const auto& entry : entries) {
        if (!entry.name.isEmpty())
            names << entry.name;
    }
    return QStringLiteral("There is no request named “%1”; the file has: %2.")
        .arg(QString::fromStdString(arguments.name),
             names.isEmpty() ? QStringLiteral("no named ones") : names.join(QStringLiteral(", ")));
}

// Reads all that will be sent before anything is sent.
Planned plan(const RunArguments& arguments) {
    const QString file = QString::fromStdString(arguments.file);
    const auto space = workspace::Workspace::open(file);
    if (!space)
        return Failure(space.error());
    Plan plan;
    plan.suite = space->name();
    plan.folder = space->folder();
    const auto entries = space->requests();
    for (const auto& entry : entries) {
        if (!isWanted(entry, arguments))
            continue;
        auto draft = space->load(entry.ref);
        if (!draft)
            return Failure(draft.error());
        auto environment = space->environment(QString::fromStdString(arguments.environment), entry.ref.file);
        if (!environment)
            return Failure(environment.error());
        if (draft->auth.kind == workspace::AuthKind::Inherited)
            draft->auth = space->inheritedAuth(entry.ref.file);
        plan.needsVault = plan.needsVault || usesVault(*draft, *environment);
        session::CallSpec spec;
        spec.draft = *draft;
        spec.environment = *environment;
        spec.folder = space->folderOf(entry.ref.file);
        spec.workspace = space->folder();
        spec.pace = arguments.pace != "off";
        plan.calls.push_back(std::move(spec));
    }
    if (plan.calls.empty())
        return Failure(workspace::FileError{file, 0,
                                            arguments.name.empty() ? QStringLiteral("There is no request in it.")
                                                                   : unknownName(entries, arguments)});
    plan.rounds = static_cast<std::size_t>(arguments.repeat);
    return plan;
}

QString readRows(Plan& plan, const RunArguments& arguments) {
    if (arguments.rows.empty())
        return {};
    auto table = runs::readDataFile(QString::fromStdString(arguments.rows));
    if (!table)
        return table.error().sentence();
    plan.table = std::move(table).value();
    plan.rounds = plan.table.rows.size();
    plan.needsVault |= runs::namesSecret(plan.table);
    return {};
}

ManyCalls callsOf(const Plan& plan, const RunArguments& arguments) {
    return {plan.calls.size() * plan.rounds, arguments.concurrency, [&plan](std::size_t index) {
                auto spec = plan.calls[index % plan.calls.size()];
                if (!plan.table.rows.empty())
                    runs::setRow(spec.environment, plan.table.rows[index / plan.calls.size()]);
                return spec;
            }};
}

QString writeFiles(const RunArguments& arguments, const RunSummary& summary, const QString& suite) {
    if (!arguments.junit.empty()) {
        if (QString problem = writeFile(QString::fromStdString(arguments.junit), summary.junit(suite));
            !problem.isEmpty())
            return problem;
    }
    return arguments.har.empty() ? QString() : writeHar(QString::fromStdString(arguments.har), summary.allAttempts());
}

int runFile(Invocation& invocation, const RunArguments& arguments) {
    Console& console = invocation.console;
    auto planned = plan(arguments);
    if (!planned) {
        console.say(planned.error().sentence());
        return Unreadable;
    }
    if (const QString problem = readRows(*planned, arguments); !problem.isEmpty()) {
        console.say(problem);
        return Unreadable;
    }
    for (const std::string& path : {arguments.junit, arguments.har}) {
        if (const QString problem = outputProblem(QString::fromStdString(path)); !problem.isEmpty()) {
            console.say(problem);
            return Unreadable;
        }
    }
    int exitCode = Done;
    const auto services = invocation.openServices(planned->needsVault, true, exitCode);
    if (!services)
        return exitCode;
    useWorkspace(*services, planned->folder, console);
    const RunSummary summary = sendAll(*services, callsOf(*planned, arguments));
    exitCode = summary.exitCode();
    if (arguments.json)
        console.print(summary.json());
    else
        console.print(summary.text());
    if (const QString problem = writeFiles(arguments, summary, planned->suite); !problem.isEmpty()) {
        console.say(problem);
        return exitCode == Done ? Unreadable : exitCode;
    }
    return exitCode;
}

} // namespace

void addRun(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("run", "Send the requests of a .http file, or one of them many times");
    auto arguments = std::make_shared<RunArguments>();
    command->add_option("file", arguments->file, "The .http file, or a folder of them")
        ->required()
        ->type_name("FILE.http");
    command->add_option("--env", arguments->environment, "Environment of http-client.env.json")->type_name("NAME");
    command->add_option("--name", arguments->name, "Only the request of this name")->type_name("REQUEST");
    auto* repeat = command->add_option("--repeat", arguments->repeat, "How often")
                       ->check(CLI::Range(1, 1'000'000))
                       ->type_name("N");
    command
        ->add_option("--rows", arguments->rows,
                     "Once for each row of this CSV or JSON file, whose columns are variables")
        ->excludes(repeat)
        ->type_name("FILE");
    command->add_option("--concurrency", arguments->concurrency, "How many calls at a time")
        ->check(CLI::Range(1, 1000))
        ->type_name("C");
    command->add_option("--pace", arguments->pace, "auto waits for announced quota before sending, off does not")
        ->check(CLI::IsMember({"auto", "off"}))
        ->type_name("auto|off");
    command->add_flag("--json", arguments->json, "Print one JSON object with totals and calls");
    command->add_option("--junit", arguments->junit, "Write the calls as JUnit XML")->type_name("OUT.xml");
    command->add_option("--har", arguments->har, "Write all attempts to this HAR file")->type_name("OUT.har");
    command->callback([&invocation, arguments] {
        invocation.action = [&invocation, arguments] { return runFile(invocation, *arguments); };
    });
}

} // namespace knockback::cli
