// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/ReportInput.h"
#include "app/session/Services.h"

#include <QString>

namespace knockback::ui {

class ThemeManager;

// Paints the timeline of a report.
[[nodiscard]] report::TimelinePainter timelinePainter();

// Paints the main window with all that the journal of `services` holds to a PNG file, without showing it. Runs the
// application's event loop until the panes have drawn what they read; no loop may run yet. Returns what went wrong, or
// nothing.
[[nodiscard]] QString grabWindow(session::Services& services, const QString& workspace, const QString& path,
                                 ThemeManager& themes);

} // namespace knockback::ui
