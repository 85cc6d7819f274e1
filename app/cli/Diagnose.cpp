// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/HarInput.h"
#include "app/cli/Invocation.h"
#include "app/cli/JsonOutput.h"
#include "app/cli/WorkspaceKnowledge.h"
#include "app/report/ReportEntryReader.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {
namespace {

// `diagnose` and `limits` differ in what they print of an entry.
using LineOf = QJsonObject (*)(const journal::AttemptRecord&);

void addCaptureCommand(CLI::App& app, Invocation& invocation, const char* name, const char* description,
                       LineOf lineOf) {
    CLI::App* command = app.add_subcommand(name, description);
    auto path = std::make_shared<std::string>();
    command
        ->add_option("file", *path, "HAR file, raw HTTP or output of curl -v, wget -S or HTTPie; - for standard input")
        ->required()
        ->type_name("FILE");
    auto workspace = std::make_shared<std::string>();
    addWorkspaceOption(*command, *workspace);
    auto json = std::make_shared<bool>(true); // there is no other form
    command->add_flag("--json", *json, "One JSON object a line, which is the only form");
    command->callback([&invocation, path, workspace, json, lineOf] {
        invocation.action = [&invocation, path, workspace, lineOf] {
            session::Knowledge knowledge;
            useWorkspace(knowledge, *workspace, invocation.console);
            const http::Redactor redactor;
            const report::ReportEntryReader reader(knowledge.catalogue(), knowledge.diagnoser(), redactor);
            return readCapture(QString::fromStdString(*path), invocation.console,
                               [&](qint64 entry, const http::Attempt& attempt) {
                                   QJsonObject line = lineOf(*reader.read(attempt));
                                   line.insert(QStringLiteral("entry"), entry);
                                   invocation.console.print(line);
                               });
        };
    });
}

} // namespace

void addDiagnose(CLI::App& app, Invocation& invocation) {
    addCaptureCommand(app, invocation, "diagnose",
                      "Say why each answer of a HAR or other capture was a block, one JSON line an entry",
                      [](const journal::AttemptRecord& record) { return diagnosisJson(record.diagnosis); });
}

void addLimits(CLI::App& app, Invocation& invocation) {
    addCaptureCommand(app, invocation, "limits",
                      "Read the limits that each answer of a HAR or other capture announced, one JSON line an entry",
                      [](const journal::AttemptRecord& record) { return limitsJson(record.quota); });
}

} // namespace knockback::cli
