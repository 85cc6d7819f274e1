// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Retention.h"

#include "app/history/Statement.h"

#include <limits>
#include <vector>

namespace knockback::history {

namespace {

constexpr qint64 rowsAtOnce = 500;

// Takes out the attempts that `select` names (id, url, request_name; its one parameter is bound already).
qint64 removeAttempts(Connection& connection, Statement& select) {
    Statement text(connection,
                   "INSERT INTO attempt_text (attempt_text, rowid, url, request_name) VALUES ('delete', ?, ?, ?)");
    Statement facts(connection, "DELETE FROM facts WHERE attempt = ?");
    Statement bodies(connection, "DELETE FROM body WHERE id IN (2 * ?1, 2 * ?1 + 1)");
    Statement attempt(connection, "DELETE FROM attempt WHERE id = ?");
    struct Doomed {
        qint64 id;
        QByteArray url;
        QByteArray name;
    };
    std::vector<Doomed> doomed; // collected first: deleting under a running select is asking for trouble
    while (select.step())
        doomed.push_back({select.integer(0), select.bytes(1), select.bytes(2)});
    for (const Doomed& row : doomed) {
        text.bind(row.id).bindText(row.url).bindText(row.name).run();
        facts.bind(row.id).run();
        bodies.bind(row.id).run();
        attempt.bind(row.id).run();
    }
    return static_cast<qint64>(doomed.size());
}

// Calls, waits and rotations that stand for nothing any more.
void removeEmptyCalls(Connection& connection, qint64 beforeMs) {
    Statement calls(connection, "DELETE FROM call WHERE started_ms < ? "
                                "AND (finished_ms IS NOT NULL OR session < (SELECT max(id) FROM session)) "
                                "AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.call = call.id)");
    calls.bind(beforeMs).run();
    Statement waits(connection, "DELETE FROM wait WHERE NOT EXISTS (SELECT 1 FROM call WHERE call.id = wait.call) "
                                "AND started_ms < ?");
    waits.bind(beforeMs).run();
    Statement rotations(connection, "DELETE FROM rotation WHERE at_ms < ? AND (call IS NULL OR NOT EXISTS "
                                    "(SELECT 1 FROM call WHERE call.id = rotation.call))");
    rotations.bind(beforeMs).run();
    Statement circuits(connection, "DELETE FROM circuit_change WHERE at_ms < ?");
    circuits.bind(beforeMs).run();
    // The latest use of each credential stays: it tells since when nobody has needed it.
    Statement uses(connection, "DELETE FROM credential_use WHERE last_ms < ? AND last_ms < (SELECT max(last_ms) FROM "
                               "credential_use AS other WHERE other.credential = credential_use.credential)");
    uses.bind(beforeMs).run();
}

// Repeats a step until it finds nothing; each in a transaction of its own.
bool removeAll(Connection& connection, const QByteArray& where, qint64 parameter, qint64 most, qint64& removed) {
    while (most > 0) {
        if (!connection.begin())
            return false;
        Statement select(connection, "SELECT id, url, request_name FROM attempt WHERE " + where + " LIMIT " +
                                         QByteArray::number(std::min(most, rowsAtOnce)));
        const qint64 gone = removeAttempts(connection, select.bind(parameter));
        select.reset(); // a statement under way would keep the transaction open
        if (!connection.commit())
            return false;
        removed += gone;
        most -= gone;
        if (gone == 0)
            return true;
    }
    return true;
}

} // namespace

base::Result<qint64, HistoryError> prune(Connection& connection, const Retention& retention, base::WallTime now) {
    qint64 removed = 0;
    qint64 emptyBefore = 0;
    bool done = true;
    if (retention.maxAge) {
        emptyBefore = base::toEpochMs(now - *retention.maxAge);
        done = removeAll(connection, "started_ms < ? ORDER BY started_ms", emptyBefore,
                         std::numeric_limits<qint64>::max(), removed);
    }
    if (done && retention.maxAttempts) {
        const qint64 tooMany = connection.number("SELECT count(*) FROM attempt") - *retention.maxAttempts;
        done = removeAll(connection, "id > ? ORDER BY id", 0, tooMany, removed);
        const qint64 oldest = connection.number("SELECT started_ms FROM attempt ORDER BY id LIMIT 1");
        emptyBefore = std::max(emptyBefore, oldest == 0 ? base::toEpochMs(now) : oldest);
    }
    if (done && connection.begin()) {
        removeEmptyCalls(connection, emptyBefore);
        done = connection.commit();
    }
    if (!done || connection.failed())
        return base::Failure(connection.takeError());
    return removed;
}

} // namespace knockback::history
