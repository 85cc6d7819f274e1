// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/Connection.h"
#include "app/history/HistoryRow.h"
#include "app/history/Statement.h"
#include "app/journal/Event.h"

#include <unordered_map>
#include <vector>

namespace knockback::history {

// Turns events into rows. Knows no thread; a batch is one transaction.
class HistoryWriter {
public:
    static constexpr qint64 bodyLimit = 256 * 1024; // of each body, in bytes; the rest is cut off and the row says so

    // Starts a session in a migrated file. `connection` must outlive it.
    HistoryWriter(Connection& connection, base::WallTime now);

    // All of them or none: after a failure the same events can be written again.
    [[nodiscard]] base::Outcome<HistoryError> write(const std::vector<journal::Event>& events);

private:
    void add(const journal::Event& event, const journal::CallStarted& call);
    void add(const journal::Event& event, const journal::CallFinished& call);
    void add(const journal::Event& event, const journal::AttemptFinished& finished);
    void add(const journal::Event& event, const journal::WaitStarted& wait);
    void add(const journal::Event& event, const journal::WaitEnded& wait);
    void add(const journal::Event& event, const journal::CredentialRotated& rotation);
    void add(const journal::Event& event, const journal::CircuitChanged& change);
    void add(const journal::Event&, const journal::AttemptStarted&) {}
    void addBody(qint64 id, const http::Body& body);
    void noteUses(const journal::AttemptRecord& record);
    // The row of a call that is under way; 0 when its start was not seen.
    [[nodiscard]] StoredCallId rowOf(base::CallId call) const;
    void bindCall(Statement& statement, base::CallId call) const;

    Connection& m_connection;
    qint64 m_session = 0;
    std::unordered_map<base::CallId, StoredCallId> m_calls; // under way
    std::unordered_map<base::WaitId, qint64> m_waits;
    Statement m_insertCall;
    Statement m_finishCall;
    Statement m_insertAttempt;
    Statement m_insertText;
    Statement m_insertFacts;
    Statement m_insertBody;
    Statement m_insertWait;
    Statement m_finishWait;
    Statement m_insertRotation;
    Statement m_insertCircuitChange;
    Statement m_noteUse;
};

} // namespace knockback::history
