// SPDX-License-Identifier: GPL-3.0-or-later
// What calls and views ask besides attempts: answers that may stand in, the use of credentials, the changes of
// circuits.
#include "app/history/HistoryReader.h"
#include "app/history/Statement.h"
#include "app/history/Words.h"

namespace knockback::history {

std::optional<StoredAnswer> HistoryReader::lastGoodAnswer(const QByteArray& request, const QByteArray& host,
                                                          base::WallTime notBefore) {
    const std::lock_guard lock(m_mutex);
    std::optional<StoredAnswer> answer;
    if (!request.isEmpty()) {
        // Numbers grow with time, so the first one that is young enough ends the walk along the host's index.
        Statement newest(m_connection,
                         "SELECT id, started_ms FROM attempt WHERE host = ?1 AND answers_to = ?2 AND started_ms >= ?3 "
                         "AND id >= (SELECT id FROM attempt WHERE started_ms >= ?3 ORDER BY started_ms LIMIT 1) "
                         "ORDER BY id DESC LIMIT 1");
        newest.bindText(host).bindText(request).bind(base::toEpochMs(notBefore));
        if (newest.step()) {
            qint64 size = 0;
            bool cut = false;
            http::Body kept = body(2 * newest.integer(0) + 1, size, cut);
            if (!cut && kept.size() == size)
                answer = StoredAnswer{base::fromEpochMs(newest.integer(1)), std::move(kept)};
        }
    }
    finish();
    return answer;
}

std::vector<StoredUse> HistoryReader::credentialUses() {
    const std::lock_guard lock(m_mutex);
    std::vector<StoredUse> uses;
    Statement statement(m_connection, "SELECT credential, request_name, host, tls, accepted, last_ms, uses "
                                      "FROM credential_use ORDER BY last_ms DESC LIMIT 10000");
    while (statement.step()) {
        StoredUse use{statement.bytes(0),
                      statement.text(1),
                      statement.bytes(2),
                      statement.integer(3) != 0,
                      {},
                      base::fromEpochMs(statement.integer(5)),
                      statement.integer(6)};
        if (const QByteArray accepted = statement.bytes(4); accepted.startsWith('=')) {
            use.accepted.emplace();
            for (const QByteArray& scope : accepted.mid(1).split(' '))
                if (!scope.isEmpty())
                    use.accepted->push_back(scope);
        }
        uses.push_back(std::move(use));
    }
    finish();
    return uses;
}

std::vector<StoredCircuitChange> HistoryReader::circuitChanges(base::WallTime from, base::WallTime to) {
    const std::lock_guard lock(m_mutex);
    std::vector<StoredCircuitChange> changes;
    Statement statement(m_connection, "SELECT at_ms, circuit, lane, state, until_ms, by_hand, sentence "
                                      "FROM circuit_change WHERE at_ms >= ? AND at_ms < ? ORDER BY id");
    statement.bind(base::toEpochMs(from)).bind(base::toEpochMs(to));
    while (statement.step()) {
        StoredCircuitChange change;
        change.at = base::fromEpochMs(statement.integer(0));
        change.circuit = statement.text(1);
        change.lane = statement.text(2);
        change.state = circuitStateOf(statement.bytes(3)).value_or(journal::CircuitState::Closed);
        if (!statement.isNull(4))
            change.until = base::fromEpochMs(statement.integer(4));
        change.byHand = statement.integer(5) != 0;
        change.sentence = statement.text(6);
        changes.push_back(std::move(change));
    }
    finish();
    return changes;
}

} // namespace knockback::history
