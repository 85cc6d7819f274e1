// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/DataTable.h"
#include "app/runs/RequestRun.h"
#include "app/runs/RunForecast.h"
#include "ui/models/Backend.h"
#include "ui/models/CallTracker.h"

#include <QObject>

#include <unordered_map>

namespace knockback::ui {

// A request and how often: so many times, or once for each row of a table.
struct RunOrder {
    session::CallSpec spec;
    std::size_t times = 1;
    std::shared_ptr<const runs::DataTable> table; // wins over `times` when there is one
    int concurrency = 10;
    std::optional<base::Nanoseconds> answerTime; // of the request's last answer

    [[nodiscard]] std::size_t rows() const { return table ? table->rows.size() : times; }
};

// Sends one request many times through the backend, a call for each row, and keeps count in a RequestRun.
class RunDriver final : public QObject {
    Q_OBJECT
public:
    RunDriver(Backend& backend, CallTracker& tracker, QObject* parent = nullptr);

    // Not while one is under way.
    void start(RunOrder order);
    void pause();
    void resume();
    void stop();
    // Over again what did not pass.
    void again();

    [[nodiscard]] const runs::RequestRun* run() const { return m_run.get(); }
    [[nodiscard]] bool isActive() const;
    // How long a run of that order must take, and how long what is left of this one.
    [[nodiscard]] runs::RunForecast forecast(const RunOrder& order) const;
    [[nodiscard]] runs::RunForecast forecastOfRest() const;
    // The least that this one could take, as its limit stood when it was first known; nothing while none is.
    [[nodiscard]] std::optional<base::Nanoseconds> least() const { return m_least; }
    // Of the row that goes next; nothing when none waits for its turn.
    [[nodiscard]] std::optional<session::PlaceInLine> place() const;
    // Why it stopped by itself: what is wrong with one row is wrong with all.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    [[nodiscard]] base::SteadyTime now() const { return m_backend.scheduler().clock().steadyNow(); }

Q_SIGNALS:
    void changed(); // a few times a second while it is under way
    void ended();

private:
    struct Sent {
        std::size_t row = 0;
        base::SteadyTime at;
    };
    void pump();
    void recallAll(session::Recall how);
    void follow(base::CallId call);
    void finish(const session::CallResult& result);
    void noteLeast();
    void tell();

    Backend& m_backend;
    CallTracker& m_tracker;
    RunOrder m_order;
    std::unique_ptr<runs::RequestRun> m_run;
    std::unordered_map<base::CallId, Sent> m_sent; // under way
    std::optional<base::Nanoseconds> m_least;
    QString m_problem;
    base::TimerHandle m_timer;
};

} // namespace knockback::ui
