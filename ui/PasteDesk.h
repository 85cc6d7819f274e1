// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/journal/Event.h"
#include "app/report/ReportInput.h"
#include "ui/models/Backend.h"
#include "ui/theme/ThemeManager.h"

#include <QObject>

class QAction;

namespace knockback::ui {

class MainWindow;
class PasteDiagnosisPage;

// Brings what is pasted into the window, or dropped on it, to the page that diagnoses it.
class PasteDesk final : public QObject {
    Q_OBJECT
public:
    // All outlive this object.
    PasteDesk(Backend& backend, MainWindow& window, ThemeManager& themes);

Q_SIGNALS:
    void reopenRequested(const knockback::journal::AttemptPtr& attempt);
    void escalateRequested(const knockback::report::ReportInput& input);

private:
    void hear();
    void take();
    void diagnose(const QByteArray& text);
    void paste(); // what the clipboard holds
    void rehearse(diagnosis::Cause cause);

    Backend& m_backend;
    MainWindow& m_window;
    QAction* m_action = nullptr; // the window's
    PasteDiagnosisPage* m_page;  // the window's
};

} // namespace knockback::ui
