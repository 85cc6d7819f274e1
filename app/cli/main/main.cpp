// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CliContext.h"

#include <QCoreApplication>
#include <QFile>

#include <unistd.h>

// `knockback`: everything that needs no display. What needs the window's program beside it (the window, pictures) is
// handed over to that with the same arguments.
int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("knockback"));
    knockback::cli::CliContext context;
    context.handOver = [argv] {
        const QByteArray window =
            QFile::encodeName(QCoreApplication::applicationDirPath() + QStringLiteral("/knockback-window"));
        ::execv(window.constData(), argv);
    };
    const int exitCode = knockback::cli::run(argc, argv, context);
    // Everything is written and every thread of ours has ended. The rest is memory, which the system takes back faster
    // than the destructors of fifty libraries.
    ::_exit(exitCode);
}
