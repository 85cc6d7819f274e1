// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SendMany.h"

#include "app/cli/CallOptions.h"
#include "app/cli/ExitCode.h"
#include "app/cli/Invocation.h"
#include "app/cli/JsonOutput.h"
#include "app/cli/ManyCalls.h"
#include "app/cli/OutputFile.h"
#include "app/runs/DataTable.h"
#include "app/runs/RunPolicy.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <QDir>

namespace knockback::cli {

namespace {

using base::Failure;

base::Result<std::optional<runs::DataTable>, QString> tableOf(const ManyTimes& many) {
    if (many.rows.empty())
        return std::optional<runs::DataTable>();
    auto table = runs::readDataFile(QString::fromStdString(many.rows));
    if (!table)
        return Failure(table.error().sentence());
    return std::optional(std::move(table).value());
}

void printRow(Console& console, bool asJson, std::size_t index, const RunCall& call) {
    if (!asJson)
        return console.print(QStringLiteral("%1 ").arg(index + 1, 6) + console.hidden(lineOf(call)));
    QJsonObject line = callJson(call.result);
    line.insert(QStringLiteral("row"), static_cast<qint64>(index) + 1);
    console.print(line);
}

} // namespace

void addManyTimes(CLI::App& command, ManyTimes& many) {
    auto* times =
        command.add_option("--times", many.times, "Send it so many times, at the speed that its limit allows")
            ->check(CLI::Range(1, 1'000'000))
            ->type_name("N");
    auto* rows = command
                     .add_option("--rows", many.rows,
                                 "Send it once for each row of this CSV or JSON file, whose columns are variables")
                     ->excludes(times)
                     ->type_name("FILE");
    command.add_option("--concurrency", many.concurrency, "With --times or --rows: how many at a time; 10 otherwise")
        ->check(CLI::Range(1, 1000))
        ->type_name("K");
    auto* report = command.get_option("--report");
    report->excludes(times)->excludes(rows);
}

int sendManyTimes(Invocation& invocation, const workspace::RequestDraft& draft, const ManyTimes& many,
                  const ManyOutput& output) {
    Console& console = invocation.console;
    const auto table = tableOf(many);
    if (!table) {
        console.say(table.error());
        return Unreadable;
    }
    int exitCode = Done;
    const bool ofRows = *table && runs::namesSecret(**table);
    const auto services = invocation.openServices(ofRows || usesVault(draft), true, exitCode);
    if (!services)
        return exitCode;
    session::CallSpec spec;
    spec.draft = draft;
    spec.draft.policy = runs::patient(draft.policy);
    spec.folder = QDir::currentPath();
    ManyCalls calls;
    calls.count = *table ? (*table)->rows.size() : static_cast<std::size_t>(many.times);
    calls.concurrency = many.concurrency;
    calls.spec = [&](std::size_t index) {
        auto one = spec;
        if (*table)
            runs::setRow(one.environment, (*table)->rows[index]);
        return one;
    };
    bool told = !output.json; // which has no sentence of its own for it
    calls.finished = [&](std::size_t index, const RunCall& call) {
        printRow(console, output.json, index, call);
        if (!call.result.refused.isEmpty() && !std::exchange(told, true))
            console.say(call.result.refused);
    };
    // What stands in the way of one stands in the way of all, unless it is its row.
    calls.isHopeless = [&](const RunCall& call) {
        return !call.result.refused.isEmpty() && (!*table || call.result.vaultLocked || call.result.credentialProblem);
    };
    const RunSummary summary = sendAll(*services, calls);
    if (output.json)
        console.print(summary.totals());
    else
        console.print(summary.totalsText());
    exitCode = summary.exitCode();
    if (output.har.empty())
        return exitCode;
    if (const QString problem = writeHar(QString::fromStdString(output.har), summary.allAttempts());
        !problem.isEmpty()) {
        console.say(problem);
        return exitCode == Done ? Unreadable : exitCode;
    }
    return exitCode;
}

} // namespace knockback::cli
