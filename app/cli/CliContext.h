// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/ReportInput.h"

#include <QIODevice>
#include <QString>

#include <functional>
#include <optional>

namespace knockback::session {
class Services;
struct ServiceOptions;
} // namespace knockback::session

namespace knockback::cli {

// What the command line cannot do itself and is given by the program that hosts it. Everything may be empty.
struct CliContext {
    // The timeline's picture for reports.
    report::TimelinePainter painter;
    // Opens the window, on a folder when one is given, and returns the exit code when it is closed.
    std::function<int(const QString& workspace, const session::ServiceOptions& options)> openWindow;
    // Paints the main window with all that the services' journal holds to a PNG file, without showing it. Returns what
    // went wrong, or an empty text.
    std::function<QString(session::Services& services, const QString& workspace, const QString& pngPath)> grabWindow;
    // Replaces this process by the one that has all of the above. Returns only when there is none.
    std::function<void()> handOver;

    // Standard input, output and error when null.
    QIODevice* in = nullptr;
    QIODevice* out = nullptr;
    QIODevice* err = nullptr;
};

// The whole program but for its `main`: reads the arguments, does what they say, returns the exit code. A
// QCoreApplication must exist; its event loop is not used.
[[nodiscard]] int run(int argc, const char* const* argv, const CliContext& context = {});
// The same for `send` alone, which scripts start often: needs few libraries. Nothing, and nothing done, when the
// arguments are not a whole `send` without a report.
[[nodiscard]] std::optional<int> runSend(int argc, const char* const* argv, const CliContext& context = {});

} // namespace knockback::cli
