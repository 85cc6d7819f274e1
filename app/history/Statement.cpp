// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Statement.h"

#include "app/history/Connection.h"

#include <sqlite3.h>

#include <utility>

namespace knockback::history {

Statement::Statement(Connection& connection, const QByteArray& sql) : m_connection(connection) {
    check(sqlite3_prepare_v3(connection.handle(), sql.constData(), static_cast<int>(sql.size()) + 1,
                             SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr));
}

Statement::Statement(Statement&& other) noexcept
    : m_connection(other.m_connection)
    , m_statement(std::exchange(other.m_statement, nullptr))
    , m_bound(other.m_bound) {}

Statement::~Statement() {
    sqlite3_finalize(m_statement);
}

Statement& Statement::check(int code) {
    if (code != SQLITE_OK)
        m_connection.noteError(code);
    return *this;
}

Statement& Statement::bind(qint64 value) {
    return check(sqlite3_bind_int64(m_statement, ++m_bound, value));
}

Statement& Statement::bind(const QString& text) {
    return bindText(text.toUtf8());
}

Statement& Statement::bindText(const QByteArray& utf8) {
    // A null pointer would bind NULL instead of an empty text.
    const char* data = utf8.isEmpty() ? "" : utf8.constData();
    return check(sqlite3_bind_text64(m_statement, ++m_bound, data, static_cast<sqlite3_uint64>(utf8.size()),
                                     SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement& Statement::bindBlob(const QByteArray& bytes) {
    const char* data = bytes.isEmpty() ? "" : bytes.constData();
    return check(
        sqlite3_bind_blob64(m_statement, ++m_bound, data, static_cast<sqlite3_uint64>(bytes.size()), SQLITE_TRANSIENT));
}

Statement& Statement::bindNull() {
    return check(sqlite3_bind_null(m_statement, ++m_bound));
}

bool Statement::run() {
    const bool done = !step() && !m_connection.failed();
    reset();
    return done;
}

bool Statement::step() {
    // After an error SQLite may have ended the transaction by itself: going on would store half of a batch.
    if (m_connection.failed())
        return false;
    const int code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        m_connection.noteError(code);
    return code == SQLITE_ROW;
}

void Statement::reset() {
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_bound = 0;
}

qint64 Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QByteArray Statement::bytes(int column) const {
    const void* data = sqlite3_column_blob(m_statement, column);
    return QByteArray(static_cast<const char*>(data), sqlite3_column_bytes(m_statement, column));
}

} // namespace knockback::history
