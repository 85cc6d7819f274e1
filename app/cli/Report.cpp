// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExitCode.h"
#include "app/cli/HarInput.h"
#include "app/cli/Invocation.h"
#include "app/cli/WorkspaceKnowledge.h"
#include "app/report/ReportBundle.h"
#include "app/report/ReportEntryReader.h"

#include <QDir>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {
namespace {

struct ReportArguments {
    std::string har;
    std::optional<qint64> entry;
    std::string reason;
    std::string out = "report.zip";
    std::string workspace;
};

int report(Invocation& invocation, const ReportArguments& arguments) {
    Console& console = invocation.console;
    if (!invocation.context.painter && invocation.context.handOver && arguments.har != "-")
        invocation.context.handOver();
    session::Knowledge knowledge;
    useWorkspace(knowledge, arguments.workspace, console);
    const http::Redactor redactor;
    const report::ReportEntryReader reader(knowledge.catalogue(), knowledge.diagnoser(), redactor);
    std::vector<journal::AttemptPtr> attempts;
    std::vector<qint64> entries;
    const QString har = QString::fromStdString(arguments.har);
    const int readCode = readCapture(har, console, [&](qint64 entry, const http::Attempt& attempt) {
        attempts.push_back(reader.read(attempt, static_cast<int>(attempts.size()) + 1));
        entries.push_back(entry);
    });
    if (attempts.empty()) {
        if (readCode == Done)
            console.say(QStringLiteral("%1 has no entries, so there is nothing to report.").arg(har));
        return Unreadable;
    }
    std::size_t focus = report::defaultFocus(attempts);
    if (arguments.entry) {
        const auto found = std::find(entries.begin(), entries.end(), *arguments.entry);
        if (found == entries.end()) {
            console.say(
                QStringLiteral("%1 has no readable entry %2; entries are counted from 0, and the last one that can be "
                               "read is %3.")
                    .arg(har, QString::number(*arguments.entry), QString::number(entries.back())));
            return readCode == Done ? Usage : readCode;
        }
        focus = static_cast<std::size_t>(found - entries.begin());
    }
    report::ReportOptions options;
    options.reason = QString::fromStdString(arguments.reason);
    const auto made = report::buildReport(report::inputFromCapture(attempts, focus), options, knowledge.catalogue());
    const QString out = QString::fromStdString(arguments.out);
    if (const auto written = report::writeBundle(out, made, invocation.context.painter); !written) {
        console.say(written.error().sentence);
        return Unreadable;
    }
    console.print(out);
    return readCode;
}

} // namespace

void addReport(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("report", "Write the escalation report of one call that a HAR file recorded");
    auto arguments = std::make_shared<ReportArguments>();
    command->add_option("file", arguments->har, "HAR file, or - for standard input")->required()->type_name("FILE.har");
    command
        ->add_option("--entry", arguments->entry,
                     "Which entry the report is about, from 0; the last blocked one otherwise")
        ->check(CLI::NonNegativeNumber)
        ->type_name("I");
    command->add_option("--reason", arguments->reason, "Why you think that the block is a mistake")->type_name("TEXT");
    command->add_option("-o,--output", arguments->out, "Where to write it; report.zip otherwise")->type_name("OUT.zip");
    addWorkspaceOption(*command, arguments->workspace);
    command->callback([&invocation, arguments] {
        invocation.action = [&invocation, arguments] { return report(invocation, *arguments); };
    });
}

} // namespace knockback::cli
