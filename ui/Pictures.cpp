// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Pictures.h"

#include "app/base/QtScheduler.h"
#include "app/timeline/TimelineModel.h"
#include "ui/WindowHost.h"
#include "ui/painter/TimelinePng.h"
#include "ui/theme/ThemeLoader.h"

#include <QApplication>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr QSize pictureSize{1440, 900};
constexpr base::Milliseconds settle{700}; // the panes pull at frame rate and format on a worker

// A report's waits know the calendar only; attempts of this session also know the steady clock. One of them says how
// the two lie to each other, and records from a file, which have no steady time, are drawn on the calendar.
class ToSteady {
public:
    explicit ToSteady(const std::vector<journal::AttemptPtr>& attempts) {
        for (const auto& record : attempts) {
            const auto& attempt = record->exchange.attempt();
            if (attempt.timing.startedAt != base::SteadyTime{})
                m_offset = attempt.timing.startedAt.time_since_epoch() - attempt.startedAt.time_since_epoch();
        }
    }
    base::SteadyTime operator()(base::WallTime wall) const {
        return base::SteadyTime(wall.time_since_epoch() + m_offset);
    }

private:
    base::Nanoseconds m_offset{0};
};

std::vector<journal::Event> eventsOf(const std::vector<journal::AttemptPtr>& attempts,
                                     const std::vector<report::WaitSpan>& waits) {
    const ToSteady steady(attempts);
    const auto eventAt = [&steady](base::WallTime wall, journal::EventBody body) {
        return journal::Event{0, steady(wall), wall, std::move(body)};
    };
    std::vector<journal::Event> events;
    for (const auto& record : attempts) {
        const auto& attempt = record->exchange.attempt();
        events.push_back(eventAt(attempt.startedAt, journal::AttemptStarted{record->call, record->id, record->number,
                                                                            record->number, record->lane}));
        events.push_back(eventAt(attempt.startedAt + attempt.timing.total, journal::AttemptFinished{record}));
    }
    const auto call = attempts.empty() ? base::CallId() : attempts.back()->call;
    const auto lane = attempts.empty() ? QString() : attempts.back()->lane;
    std::uint64_t id = 0;
    for (const auto& wait : waits) {
        const base::WaitId waitId{++id};
        events.push_back(eventAt(
            wait.from, journal::WaitStarted{call, waitId, wait.reason, steady(wait.to), wait.to, lane, wait.sentence}));
        events.push_back(eventAt(wait.to, journal::WaitEnded{call, waitId, journal::WaitEnd::Elapsed}));
    }
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    std::uint64_t sequence = 0;
    for (auto& event : events)
        event.sequence = ++sequence;
    return events;
}

} // namespace

report::TimelinePainter timelinePainter() {
    return [](const std::vector<journal::AttemptPtr>& attempts, const std::vector<report::WaitSpan>& waits) {
        timeline::TimelineModel model;
        for (const auto& event : eventsOf(attempts, waits))
            model.apply(event);
        PngRequest request;
        request.width = 680; // as wide as a report's text
        return paintTimelinePng(model, builtInThemes().light, request);
    };
}

QString grabWindow(session::Services& services, const QString& workspace, const QString& path, ThemeManager& themes) {
    base::QtScheduler scheduler;
    WindowHost host(services, scheduler, themes, timelinePainter());
    auto& window = host.window();
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.resize(pictureSize);
    host.open(workspace);
    window.show();
    bool written = false;
    const auto timer = scheduler.after(settle, [&] {
        written = window.grab().save(path, "PNG");
        QApplication::quit();
    });
    QApplication::exec();
    return written ? QString() : QObject::tr("The picture cannot be written to %1.").arg(path);
}

} // namespace knockback::ui
