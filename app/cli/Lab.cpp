// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExitCode.h"
#include "app/cli/Interrupt.h"
#include "app/cli/Invocation.h"
#include "app/lab/LabThread.h"

#include <QFileInfo>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {
namespace {

struct LabArguments {
    quint16 port = 0;
    bool list = false;
    std::string scenario = "fixed-window";
};

int exitCodeFor(const lab::LabError& error) {
    switch (error.kind) {
    case lab::LabErrorKind::UnknownScenario:
    case lab::LabErrorKind::PortTaken:
    case lab::LabErrorKind::PortForbidden:
        return Usage;
    default:
        return Unreadable;
    }
}

int lab(Invocation& invocation, const LabArguments& arguments) {
    Console& console = invocation.console;
    if (arguments.list) {
        for (const QString& name : lab::Scenario::builtInNames())
            console.print(name);
        return Done;
    }
    const QString name = QString::fromStdString(arguments.scenario);
    const bool isFile = name.endsWith(QLatin1String(".json")) || name.contains(u'/');
    const auto scenario = isFile ? lab::Scenario::loadFile(name) : lab::Scenario::loadBuiltIn(name);
    if (!scenario) {
        console.say(scenario.error().sentence);
        return exitCodeFor(scenario.error());
    }
    const Interrupt interrupt;
    lab::LabThread thread;
    const auto url = thread.start(*scenario, arguments.port);
    if (!url) {
        console.say(url.error().sentence);
        return exitCodeFor(url.error());
    }
    console.print(QString::fromUtf8(*url));
    console.say(QStringLiteral("%1. Ctrl+C ends the lab.").arg(scenario->title));
    interrupt.wait();
    thread.stop();
    console.say(QStringLiteral("%1 requests were served.").arg(thread.requestsServed()));
    return Done;
}

} // namespace

void addLab(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("lab", "Serve a scenario that blocks on the loopback interface, until Ctrl+C");
    auto arguments = std::make_shared<LabArguments>();
    command->add_option("--port", arguments->port, "Port; any free one otherwise")->type_name("P");
    command->add_flag("--list", arguments->list, "Print the names of the built-in scenarios");
    command->add_option("scenario", arguments->scenario, "Built-in name, or a JSON file; fixed-window otherwise")
        ->type_name("SCENARIO|FILE.json");
    command->callback([&invocation, arguments] {
        invocation.action = [&invocation, arguments] { return lab(invocation, *arguments); };
    });
}

} // namespace knockback::cli
