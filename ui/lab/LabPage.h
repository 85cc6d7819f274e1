// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/Backend.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace knockback::ui {

class Badge;
class ThemeManager;

// The lab: scenarios at the left; what the chosen one does, its switch and its address at the right.
class LabPage final : public QWidget {
    Q_OBJECT
public:
    LabPage(Backend& backend, ThemeManager& themes, QWidget* parent = nullptr);

    void select(const QByteArray& scenario);

Q_SIGNALS:
    // Show the requests that go with the scenarios.
    void requestsWanted();

private:
    QWidget* buildDetail();
    void refresh();
    void showSelected();
    void toggle();
    [[nodiscard]] const ScenarioView* selected() const;

    Backend& m_backend;
    std::vector<ScenarioView> m_scenarios;
    QListWidget* m_list;
    QLabel* m_title;
    Badge* m_state;
    QLabel* m_description;
    QLabel* m_address;
    QPushButton* m_copy;
    QPushButton* m_switch;
    QPushButton* m_requests;
    QLabel* m_hint;
};

} // namespace knockback::ui
