// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryError.h"
#include "app/history/HistoryReader.h"
#include "app/history/Retention.h"
#include "app/journal/Journal.h"

#include <functional>
#include <memory>
#include <thread>

namespace knockback::history {

class HistoryWriter;

// Keeps the journal in an SQLite file, on a thread of its own: whoever appends to the journal only wakes it. Commits
// once there are 1000 events or 100 ms have passed. When the disk refuses, events wait in the journal and it is tried
// again. Its methods may be called from any thread.
class HistoryStore {
public:
    // Creates or migrates the file and starts writing. `journal` must outlive the store and `clock` too.
    [[nodiscard]] static base::Result<std::unique_ptr<HistoryStore>, HistoryError>
    open(const QString& path, journal::Journal& journal, const base::Clock& clock = base::systemClock());
    // Writes what is left in the journal and closes the file.
    ~HistoryStore();

    // Waits until everything that the journal holds now is committed, and what prune() was asked is done. False when
    // that failed (problem() says why) or did not happen in time.
    [[nodiscard]] bool flush(base::Milliseconds atMost = base::Seconds(5));
    // Soon, on the writer's thread.
    void prune(const Retention& retention);

    // A look into the file that is independent of the writer and of other readers.
    [[nodiscard]] base::Result<std::unique_ptr<HistoryReader>, HistoryError> reader() const;
    // Grows with every commit, so that a view knows when to ask again.
    [[nodiscard]] std::uint64_t revision() const;
    // Called on the writer's thread after every commit; it must only wake somebody. Replaces an earlier one; an empty
    // one ends it, and when this returns no call of the earlier one is under way.
    void onCommitted(std::function<void()> committed);
    // Why nothing is recorded at the moment, or what is missing; empty = all is well.
    [[nodiscard]] QString problem() const;

private:
    struct Shared;
    HistoryStore(Connection connection, journal::Journal& journal, const base::Clock& clock);
    void run();
    void writeNew();
    void pruneNow(const Retention& retention);
    void report(const base::Outcome<HistoryError>& outcome, bool changed, std::uint64_t lost = 0);

    QString m_path;
    journal::Journal& m_journal;
    const base::Clock& m_clock;
    Connection m_connection;
    std::unique_ptr<HistoryWriter> m_writer;
    std::uint64_t m_written = 0;      // sequence; writer's thread only
    std::shared_ptr<Shared> m_shared; // the journal's listener may outlive the store
    std::thread m_thread;
};

} // namespace knockback::history
