// SPDX-License-Identifier: GPL-3.0-or-later
// `knockback-window`: the command line with everything that needs Qt Gui. `knockback` hands over to it.
#include "app/base/ProcessGuard.h"
#include "app/base/QtScheduler.h"
#include "app/cli/CliContext.h"
#include "ui/Pictures.h"
#include "ui/WindowHost.h"
#include "ui/shell/Starting.h"
#include "ui/widgets/AppStyle.h"

#include <QApplication>
#include <QTextStream>

#include <optional>

namespace {

using namespace knockback;

bool hasDisplay() {
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int openWindow(const QString& workspace, session::ServiceOptions options, ui::ThemeManager& themes, bool display) {
    if (!display) {
        QTextStream(stderr) << QObject::tr("There is no display to open a window on. See knockback --help for what "
                                           "works without one, or try knockback tour.")
                            << Qt::endl;
        return 2;
    }
    options.vaultMayBeLocked = true;
    options.keepCookies = true;
    base::QtScheduler scheduler;
    std::optional<base::Result<std::unique_ptr<session::Services>, session::StartError>> services;
    const QString reason =
        options.passphraseFile
            ? ui::Starting::tr("Its key is being made of the passphrase, which is slow on purpose.")
            : ui::Starting::tr("The system keychain has not answered yet. In a few seconds Knockback "
                               "starts without it, and then says what that means.");
    auto starting = std::make_unique<ui::Starting>(themes, scheduler, reason);
    if (!starting->runs([&] { services.emplace(session::Services::create(std::move(options))); }))
        return 0;
    if (!*services) {
        QTextStream(stderr) << services->error().sentence << Qt::endl;
        return services->error().exitCode;
    }
    ui::WindowHost host(*services->value(), scheduler, themes, ui::timelinePainter());
    host.open(workspace);
    host.window().show();
    starting.reset(); // when it was the last window, the program would end with it
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    base::refuseInspection();
    const bool display = hasDisplay();
    if (!display)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("knockback"));
    QApplication::setApplicationDisplayName(QStringLiteral("Knockback"));
    ui::ThemeManager themes;
    const ui::AppStyle style(application, themes);
    cli::CliContext context;
    context.painter = ui::timelinePainter();
    context.openWindow = [&](const QString& workspace, const session::ServiceOptions& options) {
        return openWindow(workspace, options, themes, display);
    };
    context.grabWindow = [&](session::Services& services, const QString& workspace, const QString& path) {
        return ui::grabWindow(services, workspace, path, themes);
    };
    return cli::run(argc, argv, context);
}
