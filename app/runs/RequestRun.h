// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/AnswerBars.h"
#include "app/runs/RowResult.h"

#include <deque>
#include <optional>
#include <vector>

namespace knockback::runs {

// How far a run is, in rows unless it says attempts.
struct RunCounts {
    std::size_t total = 0;
    std::size_t open = 0;    // not begun
    std::size_t running = 0; // begun, without an end
    std::size_t waiting = 0; // of those, for their turn or until they may try again
    std::size_t ok = 0;
    std::size_t blocked = 0; // ended so
    std::size_t failed = 0;
    std::size_t stopped = 0;    // cut short after they had been sent
    std::size_t sent = 0;       // attempts
    std::size_t turnedAway = 0; // attempts that were blocked
    std::size_t retried = 0;    // attempts after a row's first

    [[nodiscard]] std::size_t done() const { return ok + blocked + failed + stopped; }
    [[nodiscard]] std::size_t left() const { return open + running; }
    bool operator==(const RunCounts&) const = default;
};

// One request sent many times, a row each: which rows go next, what came of them, how fast it goes. Sends nothing
// itself: who drives it asks next(), sends, and tells. Rows are numbered from 0; times do not go back.
class RequestRun {
public:
    RequestRun(std::size_t rows, int concurrency);

    enum class Stage { Ready, Going, Paused, Over };
    [[nodiscard]] Stage stage() const { return m_stage; }
    void begin(base::SteadyTime now);
    // Nothing new goes out; what is under way comes to its end.
    void pause(base::SteadyTime now);
    void resume(base::SteadyTime now);
    // The same for good: over as soon as nothing is under way. What was not sent stays open.
    void stop(base::SteadyTime now);
    // Over again what did not end well or was never sent; false: there is nothing.
    bool again(base::SteadyTime now);

    // The next row to send, which is under way from then on; nothing when none may go now.
    [[nodiscard]] std::optional<std::size_t> next();
    // How a row under way stands: so many attempts have been made and blocked, and it waits or does not.
    void progress(std::size_t row, int tries, int blocked, bool waiting, base::SteadyTime now);
    void finished(std::size_t row, const RowResult& result, base::SteadyTime now);
    // It was called back before it was sent; it is open again.
    void calledBack(std::size_t row, base::SteadyTime now);

    enum class RowState { Open, Running, Waiting, Done };
    [[nodiscard]] RowState state(std::size_t row) const { return m_rows[row].state; }
    [[nodiscard]] const RowResult& result(std::size_t row) const { return m_rows[row].result; }
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    [[nodiscard]] int concurrency() const { return m_concurrency; }
    // In constant time.
    [[nodiscard]] const RunCounts& counts() const { return m_counts; }
    // How many would go out with again().
    [[nodiscard]] std::size_t unfinished() const { return m_counts.total - m_counts.ok; }

    // Good answers a second, over the last ten seconds; 0 while there is nothing to tell it from.
    [[nodiscard]] double rate(base::SteadyTime now) const;
    // Since it began, pauses left out.
    [[nodiscard]] base::Nanoseconds elapsed(base::SteadyTime now) const;
    [[nodiscard]] const AnswerBars& bars() const { return m_bars; }

private:
    struct Row {
        RowState state = RowState::Open;
        int tries = 0; // in this go
        int blocked = 0;
        RowResult result;
    };
    void note(const Row& row, bool add);
    void setState(Row& row, RowState state);
    void closeIfDone(base::SteadyTime now);
    void halt(Stage stage, base::SteadyTime now);

    std::vector<Row> m_rows;
    std::deque<std::size_t> m_openRows; // called back ones first
    int m_concurrency;
    Stage m_stage = Stage::Ready;
    bool m_stopping = false;
    RunCounts m_counts;
    std::deque<base::SteadyTime> m_good; // of the last ten seconds, bounded
    std::optional<base::SteadyTime> m_goingSince;
    base::Nanoseconds m_gone{0};
    AnswerBars m_bars;
};

} // namespace knockback::runs
