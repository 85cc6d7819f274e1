// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "ui/timeline/TimelineFeed.h"
#include "ui/timeline/TimelineScene.h"
#include "ui/timeline/ViewRange.h"

#include <QWidget>

class QScrollBar;
class QStackedLayout;

namespace knockback::ui {

class OverviewStrip;
class ThemeManager;
class TimelineCanvas;
class TimelineHeader;

// The timeline of everything that was sent and waited for. Pulls from the journal while it is visible: at frame rate
// while something is live or was just added, else a few times a second, and then only compares a number.
class TimelineView final : public QWidget {
    Q_OBJECT
public:
    // `scheduler` is the window's (a QtScheduler). All three outlive the view.
    TimelineView(const journal::Journal& journal, base::Scheduler& scheduler, ThemeManager& themes,
                 QWidget* parent = nullptr);

    // Who tells where waiting calls stand; asked while something is live.
    void setPlaces(std::function<session::PlacesInLine()> places) { m_places = std::move(places); }
    // What it shows is over: there is no line for now.
    void setPast() { m_past = true; }
    // Marks an attempt as selected and emits nothing; a null id for none.
    void selectAttempt(base::AttemptId attempt);
    void showLast(base::Nanoseconds span);
    void showEverything();
    [[nodiscard]] const TimelineScene& scene() const { return m_scene; }
    [[nodiscard]] const ViewRange& viewRange() const { return m_range; }

Q_SIGNALS:
    // By mouse or keyboard. Null ids: nothing is selected any more.
    void attemptSelected(base::CallId call, base::AttemptId attempt);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void layOutChildren();
    void connectChildren();
    void frame();
    void refresh(bool contentChanged);
    void followLane();
    void moved();
    void choose(base::CallId call, base::AttemptId attempt);

    base::Scheduler& m_scheduler;
    TimelineFeed m_feed;
    ViewRange m_range;
    TimelineScene m_scene;
    bool m_wasLive = false;
    std::optional<std::size_t> m_followed; // the lane that was scrolled into view last
    bool m_past = false;
    std::function<session::PlacesInLine()> m_places;
    TimelineHeader* m_header;
    OverviewStrip* m_overview;
    TimelineCanvas* m_canvas;
    QScrollBar* m_scrollBar;
    QStackedLayout* m_stack = nullptr;
    base::TimerHandle m_next;
};

} // namespace knockback::ui
