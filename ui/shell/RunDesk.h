// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Backend.h"
#include "ui/theme/ThemeManager.h"

#include <QObject>

namespace knockback::ui {

class MainWindow;
class RequestTabs;
class RunPage;

// Opens "Run many times" for the request that is shown, and its actions. One run at a time; it goes on while other
// pages are shown.
class RunDesk final : public QObject {
    Q_OBJECT
public:
    // All of them outlive this object, which the window owns.
    RunDesk(Backend& backend, MainWindow& window, RequestTabs& tabs, ThemeManager& themes);

    void open();
    // Starts what the page is about to run; false when it is not in sight.
    bool startShown();

private:
    void addActions();
    RunPage& page();

    Backend& m_backend;
    MainWindow& m_window;
    RequestTabs& m_tabs;
    ThemeManager& m_themes;
    RunPage* m_page = nullptr; // the window's, made when it is first asked for
};

} // namespace knockback::ui
