// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/runs/RunDriver.h"
#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace knockback::ui {

class ElidedLabel;
class MessageBar;
class OnlyUnfinished;
class RunChart;
class RunFacts;
class RunModel;
class RunSetup;

// "Run many times": how often, how long that must take, how it goes, and what came of each row.
class RunPage final : public QWidget {
    Q_OBJECT
public:
    RunPage(Backend& backend, CallTracker& tracker, ThemeManager& themes, QWidget* parent = nullptr);
    ~RunPage() override;

    // The request to run. Without effect while one is under way: that one stays in sight.
    void prepare(session::CallSpec spec, const QString& title, std::optional<base::Nanoseconds> answerTime);
    void start();
    // Pauses, or goes on.
    void togglePause();
    void stop();
    // Reads rows from there.
    void load(const QString& dataFile);
    // CSV, or JSON when the name ends so; returns why not, or nothing.
    [[nodiscard]] QString exportTo(const QString& path) const;
    [[nodiscard]] RunDriver& driver() { return *m_driver; }
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void closeRequested();

private:
    QWidget* buildHead();
    QWidget* buildControls();
    QTableView* buildTable();
    [[nodiscard]] RunOrder order() const;
    void refresh();
    void refreshButtons();
    void end();
    void chooseExport();

    Backend& m_backend;
    ThemeManager& m_themes;
    RunDriver* m_driver;
    RunOrder m_order;
    const runs::RequestRun* m_shown = nullptr;
    ElidedLabel* m_title;
    RunSetup* m_setup;
    QPushButton* m_start;
    QPushButton* m_pause;
    QPushButton* m_stop;
    QPushButton* m_again;
    QPushButton* m_export;
    QLabel* m_sentence;
    MessageBar* m_message;
    RunFacts* m_facts;
    RunChart* m_chart;
    RunModel* m_model;
    OnlyUnfinished* m_filter;
    QCheckBox* m_onlyUnfinished;
    QTableView* m_table;
    base::TimerHandle m_timer; // while the forecast is looked at
};

} // namespace knockback::ui
