// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/ReportInput.h"
#include "app/session/Services.h"
#include "ui/PasteDesk.h"
#include "ui/ProbeDesk.h"
#include "ui/ServicesBackend.h"
#include "ui/limits/LimitsPanel.h"
#include "ui/models/Background.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/ThemeManager.h"

#include <QObject>

#include <memory>

namespace knockback::ui {

class ReportsPage;

// The whole window on real services: makes every page and plugs it in. Uses `services` as long as it lives.
class WindowHost final : public QObject {
    Q_OBJECT
public:
    WindowHost(session::Services& services, base::Scheduler& scheduler, ThemeManager& themes,
               report::TimelinePainter painter);

    // Shows the window; an empty folder is what was open last.
    void open(const QString& workspace);
    [[nodiscard]] MainWindow& window() { return *m_window; }

private:
    void addPages();
    [[nodiscard]] LimitsPanel* newLimits(LimitsPanel::Place place);
    void escalate(base::CallId call);
    void openReport(report::ReportInput input);
    void reopen(const journal::AttemptPtr& attempt);

    session::Services& m_services;
    ThemeManager& m_themes;
    report::TimelinePainter m_painter;
    ServicesBackend m_backend;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<PasteDesk> m_pastes;
    std::unique_ptr<ProbeDesk> m_probes;
    ReportsPage* m_reports = nullptr; // the window's
    Background m_background{*this};
};

} // namespace knockback::ui
