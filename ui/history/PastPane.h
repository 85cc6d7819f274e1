// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/history/PastEvents.h"
#include "ui/history/PastClock.h"
#include "ui/models/Background.h"

#include <QDate>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace knockback::ui {

class ThemeManager;
class TimelineView;

// A past day on the timeline, drawn as a live one is: attempts, waits, circuits. Reads on a worker.
class PastPane final : public QWidget {
    Q_OBJECT
public:
    PastPane(base::Scheduler& scheduler, ThemeManager& themes, QWidget* parent = nullptr);
    ~PastPane() override;

    // Shows the newest day that has something, or the one that was looked at last, as it is by now.
    void load(std::shared_ptr<history::HistoryReader> reader);
    // Null until something was read.
    [[nodiscard]] TimelineView* timeline() const { return m_timeline; }

Q_SIGNALS:
    void attemptChosen(qint64 storedAttempt);

private:
    struct Day {
        QDate date;
        history::PastEvents past;
        bool hasEarlier = false;
    };
    enum class Wanted { This, Earlier, Later };
    void read(Wanted wanted);
    [[nodiscard]] static Day readDay(history::HistoryReader& reader, QDate date, Wanted wanted,
                                     base::Nanoseconds steadyFromWall);
    void display(const Day& day);

    base::Scheduler& m_scheduler;
    ThemeManager& m_themes;
    Background m_work{*this};
    std::shared_ptr<history::HistoryReader> m_reader;
    QDate m_date; // invalid: none was looked at
    PastClock m_clock;
    std::unique_ptr<journal::Journal> m_past;
    TimelineView* m_timeline = nullptr; // of m_past
    QPushButton* m_earlier;
    QPushButton* m_later;
    QLabel* m_title;
    QWidget* m_room;
};

} // namespace knockback::ui
