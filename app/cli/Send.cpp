// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallDesk.h"
#include "app/cli/CallOptions.h"
#include "app/cli/ExitCode.h"
#include "app/cli/Invocation.h"
#include "app/cli/JsonOutput.h"
#include "app/cli/OutputFile.h"
#include "app/cli/SendMany.h"
#include "app/http/ContentCoding.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <QDir>

namespace knockback::cli {
namespace {

struct SendOptions {
    CallOptions call;
    std::string har;
    std::string report;
    bool json = false;
    ManyTimes many;
};

// The answer's body with its content codings undone, since they were asked for without the user's doing; what cannot be
// undone stays as it came.
http::Body plainBody(const session::CallResult& result) {
    if (result.attempts.empty() || !result.attempts.back()->exchange.attempt().response)
        return result.body;
    const auto coding = result.attempts.back()->exchange.attempt().response->headers().combined("Content-Encoding");
    if (!coding)
        return result.body;
    auto decoded = http::decodeBody(result.body, *coding);
    return decoded.problem.isEmpty() ? decoded.body : result.body;
}

// Its size may be anything.
void printBody(Console& console, const http::Body& body) {
    constexpr qint64 piece = 1024 * 1024;
    for (qint64 at = 0; at < body.size(); at += piece)
        console.write(body.read(at, piece));
}

// Writes what was asked for beside the answer; returns what went wrong.
QString writeFiles(const SendOptions& options, const Invocation& invocation, session::Services& services,
                   const session::CallResult& result) {
    if (!options.har.empty()) {
        if (QString problem = writeHar(QString::fromStdString(options.har), result.attempts); !problem.isEmpty())
            return problem;
    }
    if (options.report.empty())
        return {};
    return invocation.writeReport(invocation, services, result.call, QByteArray::fromStdString(options.call.credential),
                                  QString::fromStdString(options.report));
}

int send(Invocation& invocation, const SendOptions& options) {
    Console& console = invocation.console;
    if (!options.report.empty() && !invocation.context.painter && invocation.context.handOver)
        invocation.context.handOver();
    const auto draft = draftFrom(options.call);
    if (!draft) {
        console.say(draft.error());
        return Usage;
    }
    for (const std::string& path : {options.har, options.report}) {
        if (const QString problem = outputProblem(QString::fromStdString(path)); !problem.isEmpty()) {
            console.say(problem);
            return Unreadable;
        }
    }
    if (options.many.wanted())
        return sendManyTimes(invocation, *draft, options.many, {options.json, options.har});
    int exitCode = Done;
    const auto services = invocation.openServices(usesVault(*draft), true, exitCode);
    if (!services)
        return exitCode;

    session::CallSpec spec;
    spec.draft = *draft;
    spec.folder = QDir::currentPath();
    CallDesk desk(*services);
    desk.start(0, std::move(spec));
    const session::CallResult result = desk.next()->result;
    exitCode = exitCodeFor(result);

    if (options.json)
        console.print(callJson(result));
    else
        printBody(console, plainBody(result));
    if (!result.refused.isEmpty())
        console.say(result.refused);
    else if (!result.sentence.isEmpty())
        console.say(result.sentence);
    if (const QString problem = writeFiles(options, invocation, *services, result); !problem.isEmpty()) {
        console.say(problem);
        return exitCode == Done ? Unreadable : exitCode;
    }
    return exitCode;
}

} // namespace

void addSend(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("send", "Send one request through the whole pipeline and print its answer");
    auto options = std::make_shared<SendOptions>();
    CallOptions& call = options->call;
    addCallArguments(*command, call);
    command->add_option("--retries", call.retries, "Attempts after the first; the policy's number otherwise")
        ->check(CLI::Range(0, 999))
        ->type_name("N");
    command
        ->add_option("--policy", call.policy,
                     "Retry policy: default, gentle, patient, aws-standard, none, or a JSON file")
        ->type_name("PRESET|FILE");
    command->add_option("--har", options->har, "Write the attempts to this HAR file")->type_name("OUT.har");
    command->add_option("--report", options->report, "Write an escalation report")->type_name("OUT.zip");
    command->add_flag("--json", options->json, "Print outcome, attempts and waits as one JSON object, not the body");
    addManyTimes(*command, options->many);
    command->callback([&invocation, options] {
        if (options->report.empty() || invocation.writeReport)
            invocation.action = [&invocation, options] { return send(invocation, *options); };
    });
}

} // namespace knockback::cli
