// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Connection.h"

#include "app/history/Statement.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <utility>

namespace knockback::history {

namespace {

constexpr int busyMs = 5000;             // another Knockback may be writing to the same file
constexpr qint64 smallLog = 1024 * 1024; // read in about a millisecond

HistoryError errorOf(int code, const QString& path, const QString& detail) {
    const QString shown = QDir::toNativeSeparators(path);
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {
            HistoryErrorKind::DiskFull,
            QStringLiteral("The history %1 cannot grow: the disk is full. Free some space; what happens meanwhile is "
                           "kept in memory and written then.")
                .arg(shown)};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {HistoryErrorKind::Unwritable,
                QStringLiteral(
                    "The history %1 cannot be written. Check the rights of the folder, or choose another one with "
                    "--data-dir; nothing is recorded until then.")
                    .arg(shown)};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {HistoryErrorKind::Damaged,
                QStringLiteral(
                    "The history %1 is damaged or not a database. Move the file away to start a new one; nothing is "
                    "recorded until then.")
                    .arg(shown)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {HistoryErrorKind::Busy,
                QStringLiteral("The history %1 is in use by another program. It is tried again; nothing is lost.")
                    .arg(shown)};
    default:
        return {HistoryErrorKind::Other, QStringLiteral("The history %1 cannot be used: %2.").arg(shown, detail)};
    }
}

} // namespace

base::Result<Connection, HistoryError> Connection::open(const QString& path, Mode mode) {
    const QByteArray name = QFile::encodeName(path);
    if (mode == Mode::ReadWrite) {
        // SQLite would create it with the umask's rights; journal and index files copy those of this one.
        const int fd = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0)
            return base::Failure(errorOf(SQLITE_CANTOPEN, path, {}));
        ::close(fd);
    }
    sqlite3* db = nullptr;
    // Also a reader opens for writing, because WAL needs its index file; query_only keeps it from more.
    const int code = sqlite3_open_v2(name.constData(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection(db, path);
    if (code != SQLITE_OK) {
        connection.noteError(code);
        return base::Failure(connection.takeError());
    }
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, busyMs);
    if (mode == Mode::ReadOnly)
        connection.execute("PRAGMA query_only = 1");
    else // the page size counts only for a file that is still empty
        connection.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    if (connection.failed())
        return base::Failure(connection.takeError());
    return connection;
}

Connection::Connection(Connection&& other) noexcept
    : m_db(std::exchange(other.m_db, nullptr))
    , m_path(std::move(other.m_path))
    , m_error(std::move(other.m_error)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
    std::swap(m_db, other.m_db);
    std::swap(m_path, other.m_path);
    std::swap(m_error, other.m_error);
    return *this;
}

Connection::~Connection() {
    sqlite3_close_v2(m_db);
}

bool Connection::execute(const QByteArray& sql) {
    if (failed())
        return false;
    const int code = sqlite3_exec(m_db, sql.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        noteError(code);
    return code == SQLITE_OK;
}

qint64 Connection::number(const QByteArray& sql) {
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

bool Connection::begin() {
    // Takes the write lock at once: a transaction that becomes a writer halfway can fail without waiting.
    return execute("BEGIN IMMEDIATE");
}

bool Connection::commit() {
    if (!failed() && execute("COMMIT"))
        return true;
    if (sqlite3_get_autocommit(m_db) == 0)
        sqlite3_exec(m_db, "ROLLBACK", nullptr, nullptr, nullptr);
    return false;
}

void Connection::closeQuickly() {
    if (QFileInfo(m_path + QStringLiteral("-wal")).size() <= smallLog)
        sqlite3_db_config(m_db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

HistoryError Connection::takeError() {
    HistoryError error = m_error.value_or(HistoryError{});
    m_error.reset();
    return error;
}

void Connection::noteError(int code) {
    if (!m_error)
        m_error = errorOf(code, m_path, QString::fromUtf8(m_db ? sqlite3_errmsg(m_db) : sqlite3_errstr(code)));
}

qint64 Connection::lastRowId() const {
    return sqlite3_last_insert_rowid(m_db);
}

} // namespace knockback::history
