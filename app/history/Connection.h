// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/history/HistoryError.h"

#include <QByteArray>
#include <QString>

#include <optional>

struct sqlite3;

namespace knockback::history {

// One open SQLite file. One thread at a time. Its first error sticks: nothing runs after it until takeError(), so that
// a batch of statements is checked once, at commit().
class Connection {
public:
    enum class Mode { ReadWrite, ReadOnly };
    // Creates the file (readable by its owner only) when it is not there and the mode allows it.
    [[nodiscard]] static base::Result<Connection, HistoryError> open(const QString& path, Mode mode);

    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&& other) noexcept;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    // Runs statements that have no result.
    bool execute(const QByteArray& sql);
    // One number that a query yields; 0 when it yields none.
    [[nodiscard]] qint64 number(const QByteArray& sql);

    bool begin();
    // False when something failed since begin(); the transaction is then undone.
    [[nodiscard]] bool commit();

    // Closing will leave the write-ahead log as it is, when it is small: moving it into the file waits for the disk
    // twice. Whoever opens the file next reads it from there.
    void closeQuickly();

    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    // The error that stuck, and forgets it.
    [[nodiscard]] HistoryError takeError();
    void noteError(int code);

    [[nodiscard]] qint64 lastRowId() const;
    [[nodiscard]] sqlite3* handle() const { return m_db; }
    [[nodiscard]] const QString& path() const { return m_path; }

private:
    Connection(sqlite3* db, QString path) : m_db(db), m_path(std::move(path)) {}

    sqlite3* m_db = nullptr;
    QString m_path;
    std::optional<HistoryError> m_error;
};

} // namespace knockback::history
