// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/Minimizer.h"
#include "ui/diagnosis/FindingFrame.h"
#include "ui/theme/ThemeManager.h"
#include "ui/widgets/Countdown.h"

class QCheckBox;
class QComboBox;

namespace knockback::ui {

class StepTable;

// A request that passes, to compare the blocked one with.
struct WorkingRequest {
    QString text; // "items · 200, 3 min ago"
    workspace::RequestDraft draft;
};

// "Find the smallest request that is blocked": says what will be sent, then shows each probe and the finding.
class MinimizeView final : public FindingFrame {
    Q_OBJECT
public:
    // `order` as it would be without the user's choices.
    MinimizeView(session::MinimizeOrder order, std::vector<WorkingRequest> working, ThemeManager& themes,
                 base::Scheduler& scheduler, QWidget* parent = nullptr);

    void show(const session::MinimizeNews& news);
    using QWidget::show;

Q_SIGNALS:
    void startWanted(const knockback::session::MinimizeOrder& order);
    void openWanted(const knockback::workspace::RequestDraft& draft);
    void copyWanted(const knockback::journal::AttemptPtr& attempt); // as a curl command
    void escalateWanted(knockback::base::CallId call);

private:
    void buildChoices();
    void buildButtons();
    void start();
    void offer();
    void sayProgress();

    session::MinimizeOrder m_order;
    const std::vector<WorkingRequest> m_working;
    session::MinimizeNews m_news;
    Countdown m_countdown;
    QComboBox* m_partner = nullptr;
    QCheckBox* m_consent = nullptr;
    StepTable* m_table;
    QPushButton* m_open = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_escalate = nullptr;
};

} // namespace knockback::ui
