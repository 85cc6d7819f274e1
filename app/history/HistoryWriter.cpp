// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/HistoryWriter.h"

#include "app/history/StoredAttempt.h"
#include "app/history/Words.h"
#include "app/history/Zstd.h"
#include "app/http/Url.h"

#include <algorithm>

namespace knockback::history {

namespace {

QByteArray hostOf(const QByteArray& url) {
    const auto parts = http::parseUrl(url);
    return parts ? parts->authority() : QByteArray();
}

bool isOverTls(const QByteArray& url) { // written in any case
    const auto parts = http::parseUrl(url);
    return parts && parts->scheme == "https";
}

// As the credential_use table has them. GitHub's spelling, which others have taken over.
QByteArray acceptedScopes(const journal::AttemptRecord& record) {
    const auto& exchange = record.exchange.attempt();
    const auto told =
        exchange.response ? exchange.response->headers().combined("X-Accepted-OAuth-Scopes") : std::nullopt;
    if (!told)
        return {};
    QByteArrayList scopes;
    for (const QByteArray& scope : told->split(','))
        if (!scope.trimmed().isEmpty())
            scopes.append(scope.trimmed());
    std::sort(scopes.begin(), scopes.end());
    return '=' + scopes.join(' ');
}

} // namespace

HistoryWriter::HistoryWriter(Connection& connection, base::WallTime now)
    : m_connection(connection)
    , m_insertCall(connection,
                   "INSERT INTO call (session, started_ms, request_name, method, url) VALUES (?, ?, ?, ?, ?)")
    , m_finishCall(connection, "UPDATE call SET finished_ms = ?, outcome = ?, sentence = ? WHERE id = ?")
    , m_insertAttempt(
          connection,
          "INSERT INTO attempt (call, number, started_ms, duration_us, status, cause, vendor, method, host, url, "
          "request_name, title, bytes_received, token_request, answers_to) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_insertText(connection, "INSERT INTO attempt_text (rowid, url, request_name) VALUES (?, ?, ?)")
    , m_insertFacts(connection, "INSERT INTO facts (attempt, zstd) VALUES (?, ?)")
    , m_insertBody(connection, "INSERT INTO body (id, size, cut, zstd) VALUES (?, ?, ?, ?)")
    , m_insertWait(connection,
                   "INSERT INTO wait (call, reason, started_ms, due_ms, lane, sentence) VALUES (?, ?, ?, ?, ?, ?)")
    , m_finishWait(connection, "UPDATE wait SET ended_ms = ?, ended = ? WHERE id = ?")
    , m_insertRotation(connection,
                       "INSERT INTO rotation (call, at_ms, credential, ok, sentence) VALUES (?, ?, ?, ?, ?)")
    , m_insertCircuitChange(connection,
                            "INSERT INTO circuit_change (at_ms, circuit, lane, state, until_ms, by_hand, sentence) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?)")
    , m_noteUse(connection, "INSERT INTO credential_use (credential, request_name, host, tls, accepted, last_ms, uses) "
                            "VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET "
                            "last_ms = max(last_ms, excluded.last_ms), uses = uses + 1") {
    Statement session(connection, "INSERT INTO session (started_ms, program) VALUES (?, ?)");
    session.bind(base::toEpochMs(now)).bindText("knockback " KNOCKBACK_VERSION).run();
    m_session = connection.lastRowId();
}

base::Outcome<HistoryError> HistoryWriter::write(const std::vector<journal::Event>& events) {
    const auto calls = m_calls;
    const auto waits = m_waits;
    if (m_connection.begin())
        for (const journal::Event& event : events)
            std::visit([&](const auto& body) { add(event, body); }, event.body);
    if (m_connection.commit())
        return base::Done{};
    m_calls = calls;
    m_waits = waits;
    return base::Failure(m_connection.takeError());
}

StoredCallId HistoryWriter::rowOf(base::CallId call) const {
    const auto found = m_calls.find(call);
    return found == m_calls.end() ? 0 : found->second;
}

void HistoryWriter::bindCall(Statement& statement, base::CallId call) const {
    const StoredCallId row = rowOf(call);
    if (row == 0)
        statement.bindNull();
    else
        statement.bind(row);
}

void HistoryWriter::add(const journal::Event& event, const journal::CallStarted& call) {
    m_insertCall.bind(m_session).bind(base::toEpochMs(event.wall)).bind(call.requestName);
    m_insertCall.bindText(call.method).bindText(call.url).run();
    m_calls[call.call] = m_connection.lastRowId();
}

void HistoryWriter::add(const journal::Event& event, const journal::CallFinished& call) {
    m_finishCall.bind(base::toEpochMs(event.wall)).bindText(journal::outcomeName(call.outcome)).bind(call.sentence);
    m_finishCall.bind(rowOf(call.call)).run();
    m_calls.erase(call.call);
}

void HistoryWriter::add(const journal::Event&, const journal::AttemptFinished& finished) {
    const journal::AttemptRecord& record = *finished.record;
    const auto& exchange = record.exchange.attempt();
    bindCall(m_insertAttempt, record.call);
    m_insertAttempt.bind(record.number).bind(base::toEpochMs(exchange.startedAt)).bind(exchange.timing.total.count());
    m_insertAttempt.bind(exchange.status()).bindText(diagnosis::causeName(record.diagnosis.cause));
    m_insertAttempt.bindText(record.diagnosis.vendor).bindText(exchange.request.method);
    m_insertAttempt.bindText(hostOf(exchange.request.url)).bindText(exchange.request.url).bind(record.requestName);
    m_insertAttempt.bind(record.diagnosis.title)
        .bind(exchange.connection.bytesReceived)
        .bind(record.tokenRequest ? 1 : 0)
        .bindText(record.answersTo);
    if (!m_insertAttempt.run())
        return;
    const StoredAttemptId id = m_connection.lastRowId();
    noteUses(record);
    m_insertText.bind(id).bindText(exchange.request.url).bind(record.requestName).run();
    m_insertFacts.bind(id).bindBlob(compressed(encodeFacts(record))).run();
    addBody(2 * id, exchange.request.body);
    if (exchange.response)
        addBody(2 * id + 1, exchange.response->body);
}

void HistoryWriter::noteUses(const journal::AttemptRecord& record) {
    if (record.tokenRequest)
        return;
    const auto& exchange = record.exchange.attempt();
    for (const QByteArray& credential : record.credentials) {
        m_noteUse.bindText(credential).bind(record.requestName).bindText(hostOf(exchange.request.url));
        m_noteUse.bind(isOverTls(exchange.request.url) ? 1 : 0).bindText(acceptedScopes(record));
        m_noteUse.bind(base::toEpochMs(exchange.startedAt)).run();
    }
}

void HistoryWriter::addBody(qint64 id, const http::Body& body) {
    const qint64 size = body.size();
    if (size == 0)
        return;
    const QByteArray kept = body.prefix(bodyLimit);
    m_insertBody.bind(id).bind(size).bind(kept.size() < size ? 1 : 0).bindBlob(compressed(kept)).run();
}

void HistoryWriter::add(const journal::Event& event, const journal::WaitStarted& wait) {
    m_insertWait.bind(rowOf(wait.call))
        .bindText(journal::waitReasonName(wait.reason))
        .bind(base::toEpochMs(event.wall));
    m_insertWait.bind(base::toEpochMs(wait.dueWall)).bind(wait.lane).bind(wait.sentence).run();
    m_waits[wait.wait] = m_connection.lastRowId();
}

void HistoryWriter::add(const journal::Event& event, const journal::WaitEnded& wait) {
    const auto found = m_waits.find(wait.wait);
    if (found == m_waits.end())
        return;
    m_finishWait.bind(base::toEpochMs(event.wall)).bindText(waitEndName(wait.how)).bind(found->second).run();
    m_waits.erase(found);
}

void HistoryWriter::add(const journal::Event& event, const journal::CredentialRotated& rotation) {
    bindCall(m_insertRotation, rotation.call);
    m_insertRotation.bind(base::toEpochMs(event.wall)).bindText(rotation.credential).bind(rotation.ok ? 1 : 0);
    m_insertRotation.bind(rotation.sentence).run();
}

void HistoryWriter::add(const journal::Event& event, const journal::CircuitChanged& change) {
    m_insertCircuitChange.bind(base::toEpochMs(event.wall)).bind(change.circuit).bind(change.lane);
    m_insertCircuitChange.bindText(circuitStateName(change.state));
    if (change.state == journal::CircuitState::Open && !change.byHand)
        m_insertCircuitChange.bind(
            base::toEpochMs(event.wall + std::chrono::ceil<base::Microseconds>(change.until - event.at)));
    else
        m_insertCircuitChange.bindNull();
    m_insertCircuitChange.bind(change.byHand ? 1 : 0).bind(change.sentence).run();
}

} // namespace knockback::history
