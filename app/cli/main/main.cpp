// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/Extension.h"
#include "app/base/ProcessGuard.h"
#include "app/cli/CliContext.h"
#include "app/cli/ExitCode.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

#include <unistd.h>

namespace {

// `send` is in this program; the other commands need so many libraries that they are loaded when they are asked for.
int runCommand(int argc, char** argv, const knockback::cli::CliContext& context) {
    if (const auto exitCode = knockback::cli::runSend(argc, argv, context))
        return *exitCode;
    using Run = int (*)(int, const char* const*, const knockback::cli::CliContext&);
    const auto entry = knockback::base::extensionEntry(QStringLiteral("knockback-commands"), "knockbackCommands");
    if (entry)
        return reinterpret_cast<Run>(entry)(argc, argv, context);
    std::fputs("knockback-commands.so cannot be loaded from beside this program nor from ../lib/knockback, and only "
               "send works without it. Install Knockback again.\n",
               stderr);
    return knockback::cli::Unreadable;
}

} // namespace

// `knockback`: everything that needs no display. What needs the window's program beside it (the window, pictures) is
// handed over to that with the same arguments.
int main(int argc, char** argv) {
    knockback::base::refuseInspection();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("knockback"));
    knockback::cli::CliContext context;
    context.handOver = [argv] {
        const QByteArray window =
            QFile::encodeName(QCoreApplication::applicationDirPath() + QStringLiteral("/knockback-window"));
        ::execv(window.constData(), argv);
    };
    const int exitCode = runCommand(argc, argv, context);
    // Everything is written and every thread of ours has ended. The rest is memory, which the system takes back faster
    // than the destructors of fifty libraries.
    ::_exit(exitCode);
}
