// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/timeline/TimelineModel.h"
#include "ui/timeline/ViewRange.h"

#include <QWidget>

class QToolButton;

namespace knockback::ui {

class ThemeManager;

// The row over the timeline: what is shown, how it is grouped, what the colours mean, and the zoom.
class TimelineHeader final : public QWidget {
    Q_OBJECT
public:
    explicit TimelineHeader(ThemeManager& themes, QWidget* parent = nullptr);

    // Says what the range button's words are now.
    void showRange(const ViewRange& range);

Q_SIGNALS:
    void followChosen(base::Nanoseconds span);
    void everythingChosen();
    void groupingChosen(timeline::Grouping grouping);
    void zoomed(double factor);

private:
    QToolButton* addMenuButton(const char* name, const QString& accessible);
    void addRangeMenu();
    void addGroupingMenu();
    QToolButton* addButton(const char* name, const char* icon, const QString& tip);
    void tint();

    ThemeManager& m_themes;
    QToolButton* m_range;
    QToolButton* m_grouping;
};

} // namespace knockback::ui
