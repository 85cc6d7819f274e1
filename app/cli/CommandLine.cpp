// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CallReport.h"
#include "app/cli/CliContext.h"
#include "app/cli/ExitCode.h"
#include "app/cli/Invocation.h"

#include <QFileInfo>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace knockback::cli {
namespace {

constexpr const char* footer =
    "Exit codes: 0 done (the answer is the result, whatever its status), 2 usage, 3 unreadable input or unwritable "
    "output,\n"
    "4 blocked, 5 network failure, 6 credential problem, 7 vault locked or absent, 130 interrupted.";

int openWindow(Invocation& invocation, const std::string& workspace) {
    const QString path = QString::fromStdString(workspace);
    if (!path.isEmpty() && !QFileInfo::exists(path)) {
        invocation.console.say(
            QStringLiteral("“%1” is neither a subcommand nor a folder. See knockback --help.").arg(path));
        return Usage;
    }
    if (!invocation.context.openWindow && invocation.context.handOver)
        invocation.context.handOver();
    if (!invocation.context.openWindow) {
        invocation.console.say(
            QStringLiteral("There is no window here: the program knockback-window is not installed beside "
                           "this one. See knockback --help for what works without."));
        return Usage;
    }
    return invocation.context.openWindow(path, invocation.serviceOptions());
}

// CLI11's text as one clear line.
QString sentenceOf(const CLI::ParseError& error) {
    QString text = QString::fromUtf8(error.what()).section(u'\n', 0, 0).trimmed();
    if (!text.endsWith(u'.'))
        text += u'.';
    return text + QStringLiteral(" See knockback --help.");
}

} // namespace

int run(int argc, const char* const* argv, const CliContext& context) {
    Invocation invocation(context, argc, argv);
    invocation.writeReport = writeCallReport;
    CLI::App app("A workbench for the moment an API turns you away.", "knockback");
    app.footer(footer);
    app.fallthrough();
    app.require_subcommand(0, 1);
    addGlobalOptions(app, invocation);
    std::string workspace;
    app.add_option("workspace", workspace, "Folder of .http files to open in the window")->type_name("FOLDER");
    for (const auto add : {addSend, addRun, addDiagnose, addLimits, addReport, addConvert, addLab, addVault, addTour,
                           addMinimize, addCheck})
        add(app, invocation);

    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForVersion& version) {
        invocation.console.print(QString::fromUtf8(version.what()));
        return Done;
    } catch (const CLI::Success&) { // --help, of whichever command it was asked
        invocation.console.write(QByteArray::fromStdString(app.help()));
        return Done;
    } catch (const CLI::ParseError& error) {
        invocation.console.say(sentenceOf(error));
        return Usage;
    }
    if (!invocation.action)
        return openWindow(invocation, workspace);
    if (!workspace.empty()) {
        invocation.console.say(QStringLiteral("“%1” is one argument too many. See knockback --help.")
                                   .arg(QString::fromStdString(workspace)));
        return Usage;
    }
    return invocation.act();
}

} // namespace knockback::cli
