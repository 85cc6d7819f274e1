// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/HistoryReader.h"

#include "app/history/HistoryWriter.h"
#include "app/history/RowQuery.h"
#include "app/history/StoredAttempt.h"
#include "app/history/Words.h"
#include "app/history/Zstd.h"
#include "app/http/Redactor.h"

namespace knockback::history {

namespace {

constexpr qsizetype largestFacts = 64 * 1024 * 1024;

base::WallTime timeAt(const Statement& statement, int column) {
    return base::fromEpochMs(statement.integer(column));
}

StoredCall readCall(const Statement& statement) {
    StoredCall call;
    call.id = statement.integer(0);
    call.startedAt = timeAt(statement, 1);
    if (!statement.isNull(2))
        call.finishedAt = timeAt(statement, 2);
    call.requestName = statement.text(3);
    call.method = statement.bytes(4);
    call.url = statement.bytes(5);
    call.outcome = outcomeOf(statement.bytes(6));
    call.sentence = statement.text(7);
    return call;
}

StoredWait readWait(const Statement& statement) {
    StoredWait wait;
    wait.reason = waitReasonOf(statement.bytes(0)).value_or(journal::WaitReason::Backoff);
    wait.startedAt = timeAt(statement, 1);
    wait.dueAt = timeAt(statement, 2);
    if (!statement.isNull(3))
        wait.endedAt = timeAt(statement, 3);
    wait.how = waitEndOf(statement.bytes(4)).value_or(journal::WaitEnd::Cancelled);
    wait.lane = statement.text(5);
    wait.sentence = statement.text(6);
    return wait;
}

} // namespace

void HistoryReader::finish() {
    m_problem = m_connection.failed() ? m_connection.takeError().sentence : QString();
}

QString HistoryReader::problem() {
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

HistoryError HistoryReader::missing(const QString& what) {
    if (m_connection.failed())
        return m_connection.takeError();
    return {HistoryErrorKind::NotFound,
            QStringLiteral("The history %1 has no %2 any more.").arg(m_connection.path(), what)};
}

std::vector<HistoryRow> HistoryReader::rows(Statement& statement) {
    std::vector<HistoryRow> rows;
    while (statement.step())
        rows.push_back(readRow(statement));
    return rows;
}

std::vector<HistoryRow> HistoryReader::page(const HistoryFilter& filter) {
    const std::lock_guard lock(m_mutex);
    Statement statement = pageQuery(m_connection, filter);
    std::vector<HistoryRow> found = rows(statement);
    finish();
    return found;
}

qint64 HistoryReader::count() {
    const std::lock_guard lock(m_mutex);
    const qint64 attempts = m_connection.number("SELECT count(*) FROM attempt");
    finish();
    return attempts;
}

std::vector<BlockCount> HistoryReader::blockCounts(const SlotSpan& span) {
    const std::lock_guard lock(m_mutex);
    std::vector<BlockCount> counts = countBlocks(m_connection, span);
    finish();
    return counts;
}

std::vector<HistoryRow> HistoryReader::lastAttempts(const QStringList& requestNames) {
    const std::lock_guard lock(m_mutex);
    std::vector<HistoryRow> found;
    Statement statement(m_connection, "SELECT " + rowColumns() +
                                          " FROM attempt WHERE request_name = ? AND request_name <> '' " +
                                          "AND token_request = 0 ORDER BY id DESC LIMIT 1");
    for (const QString& name : requestNames) {
        statement.bind(name);
        if (statement.step())
            found.push_back(readRow(statement));
        statement.reset();
    }
    finish();
    return found;
}

http::Body HistoryReader::body(qint64 id, qint64& size, bool& cut) {
    Statement statement(m_connection, "SELECT size, cut, zstd FROM body WHERE id = ?");
    statement.bind(id);
    if (!statement.step())
        return {};
    size = statement.integer(0);
    cut = statement.integer(1) != 0;
    return decompressed(statement.bytes(2), HistoryWriter::bodyLimit).value_or(QByteArray());
}

base::Result<FullAttempt, HistoryError> HistoryReader::load(StoredAttemptId id) {
    const std::lock_guard lock(m_mutex);
    m_problem.clear();
    Statement statement(m_connection, "SELECT " + rowColumns() +
                                          ", zstd FROM attempt JOIN facts ON facts.attempt = attempt.id " +
                                          "WHERE attempt.id = ?");
    statement.bind(id);
    if (!statement.step())
        return base::Failure(missing(QStringLiteral("attempt %1").arg(id)));
    FullAttempt full;
    full.row = readRow(statement);
    const auto cbor = decompressed(statement.bytes(15), largestFacts);
    auto facts = cbor ? decodeFacts(*cbor) : std::nullopt;
    if (!facts)
        return base::Failure(
            HistoryError{HistoryErrorKind::Damaged,
                         QStringLiteral("Attempt %1 in the history %2 cannot be read: its facts are damaged.")
                             .arg(id)
                             .arg(m_connection.path())});
    facts->exchange.request.body = body(2 * id, full.requestBodySize, full.requestBodyCut);
    if (facts->exchange.response)
        facts->exchange.response->body = body(2 * id + 1, full.responseBodySize, full.responseBodyCut);
    if (m_connection.failed())
        return base::Failure(m_connection.takeError());
    full.record = std::make_shared<const journal::AttemptRecord>(journal::AttemptRecord{
        .call = {static_cast<std::uint64_t>(full.row.call)},
        .id = {static_cast<std::uint64_t>(id)},
        .number = full.row.number,
        .requestName = full.row.requestName,
        .provider = facts->provider,
        .lane = facts->lane,
        // It was redacted before it was stored; hiding it again makes it of the type that sinks take.
        .exchange = http::Redactor().redact(facts->exchange),
        .diagnosis = std::move(facts->diagnosis),
        .quota = std::move(facts->quota),
        .decision = facts->decision,
        .tokenRequest = full.row.tokenRequest,
    });
    return full;
}

base::Result<journal::AttemptPtr, HistoryError> HistoryReader::loadRecord(StoredAttemptId id) {
    const auto full = load(id);
    if (!full)
        return base::Failure(full.error());
    return full->record;
}

base::Result<StoredCall, HistoryError> HistoryReader::call(StoredCallId id) {
    const std::lock_guard lock(m_mutex);
    m_problem.clear();
    Statement statement(m_connection,
                        "SELECT id, started_ms, finished_ms, request_name, method, url, outcome, sentence "
                        "FROM call WHERE id = ?");
    statement.bind(id);
    if (!statement.step())
        return base::Failure(missing(QStringLiteral("call %1").arg(id)));
    StoredCall call = readCall(statement);
    Statement attempts(m_connection, "SELECT " + rowColumns() + " FROM attempt WHERE call = ? ORDER BY id");
    attempts.bind(id);
    call.attempts = rows(attempts);
    Statement waits(m_connection, "SELECT reason, started_ms, due_ms, ended_ms, ended, lane, sentence FROM wait "
                                  "WHERE call = ? ORDER BY id");
    waits.bind(id);
    while (waits.step())
        call.waits.push_back(readWait(waits));
    Statement rotations(m_connection,
                        "SELECT at_ms, credential, ok, sentence FROM rotation WHERE call = ? ORDER BY id");
    rotations.bind(id);
    while (rotations.step())
        call.rotations.push_back(
            {timeAt(rotations, 0), rotations.bytes(1), rotations.integer(2) != 0, rotations.text(3)});
    if (m_connection.failed())
        return base::Failure(m_connection.takeError());
    return call;
}

} // namespace knockback::history
