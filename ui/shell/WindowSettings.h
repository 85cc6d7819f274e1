// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/Preferences.h"
#include "ui/shell/RequestTabs.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace knockback::ui {

// What the window remembers from one start to the next.
struct WindowSettings {
    QByteArray geometry;
    std::map<QString, QByteArray> splitters; // by object name
    Preferences preferences;
    QString workspace;  // folder; empty = the built-in one
    QStringList recent; // folders, the newest first
    QString environment;
    bool sidebar = true;
    bool limits = true;
    bool timeline = true;
    std::vector<ClosedTab> tabs; // drafts only of those with unsaved changes
    int currentTab = 0;
    bool firstStart = true; // there was no file
};

// window.ini in the data folder; defaults when there is none or it cannot be read.
[[nodiscard]] WindowSettings loadWindowSettings(const QString& dataDir);
void saveWindowSettings(const QString& dataDir, const WindowSettings& settings);

} // namespace knockback::ui
