// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QString>

#include <functional>
#include <vector>

namespace knockback::ui {

// One thing that the command palette can do.
struct PaletteEntry {
    QString kind; // "Action", "Request", "Scenario" …
    QString text;
    QKeySequence key; // may be empty
    std::function<void()> run;
};

// The entries that fit what was typed, best first; all in their own order when nothing was.
[[nodiscard]] std::vector<PaletteEntry> matching(const std::vector<PaletteEntry>& entries, const QString& typed,
                                                 std::size_t most = 60);

} // namespace knockback::ui
