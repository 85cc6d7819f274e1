// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/BlockCount.h"
#include "app/history/Connection.h"
#include "app/history/HistoryRow.h"

#include <QStringList>

#include <mutex>
#include <optional>

namespace knockback::history {

class Statement;

// Looks into the history while it is being written. Any thread, one question at a time; a question costs disk reads, so
// the window asks from a worker. What cannot be read is empty, and problem() says why.
class HistoryReader {
public:
    explicit HistoryReader(Connection connection) : m_connection(std::move(connection)) {}

    // Newest first.
    [[nodiscard]] std::vector<HistoryRow> page(const HistoryFilter& filter);
    [[nodiscard]] base::Result<FullAttempt, HistoryError> load(StoredAttemptId id);
    // The record as the journal had it, for reports.
    [[nodiscard]] base::Result<journal::AttemptPtr, HistoryError> loadRecord(StoredAttemptId id);
    // A call with its attempts and waits, oldest first.
    [[nodiscard]] base::Result<StoredCall, HistoryError> call(StoredCallId id);
    // All attempts that are stored.
    [[nodiscard]] qint64 count();
    // How often which cause, by time and host.
    [[nodiscard]] std::vector<BlockCount> blockCounts(const SlotSpan& span);
    // The newest attempt of each of these requests that has one.
    [[nodiscard]] std::vector<HistoryRow> lastAttempts(const QStringList& requestNames);
    // The newest good answer to the request of that name (AttemptRecord::answersTo) that `host` gave at `notBefore` or
    // later. Reads no more of the history than the attempts at that host since then.
    [[nodiscard]] std::optional<StoredAnswer> lastGoodAnswer(const QByteArray& request, const QByteArray& host,
                                                             base::WallTime notBefore);
    // How credentials were used, the latest first, 10,000 at most: longer ago than attempts are kept, too.
    [[nodiscard]] std::vector<StoredUse> credentialUses();
    // What happened to circuits from `from` up to but not at `to`, oldest first.
    [[nodiscard]] std::vector<StoredCircuitChange> circuitChanges(base::WallTime from, base::WallTime to);

    // Of the last question; empty = none.
    [[nodiscard]] QString problem();

private:
    [[nodiscard]] std::vector<HistoryRow> rows(Statement& statement);
    [[nodiscard]] http::Body body(qint64 id, qint64& size, bool& cut);
    // The error that stuck, or else that there is no such thing.
    [[nodiscard]] HistoryError missing(const QString& what);
    void finish();

    std::mutex m_mutex;
    Connection m_connection;
    QString m_problem;
};

} // namespace knockback::history
