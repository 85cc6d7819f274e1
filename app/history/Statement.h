// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

struct sqlite3_stmt;

namespace knockback::history {

class Connection;

// A prepared statement. Parameters are bound in order, starting anew after every run() or reset(). Errors stick to the
// connection, which must outlive it.
class Statement {
public:
    Statement(Connection& connection, const QByteArray& sql);
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    Statement& bind(qint64 value);
    Statement& bind(const QString& text);
    Statement& bindText(const QByteArray& utf8);
    Statement& bindBlob(const QByteArray& bytes);
    Statement& bindNull();

    // Runs a statement without a result and makes ready for the next.
    bool run();
    // Moves to the next row of a result; false at its end and on errors.
    [[nodiscard]] bool step();
    void reset();

    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const; // of a text or a blob
    [[nodiscard]] QString text(int column) const { return QString::fromUtf8(bytes(column)); }

private:
    Statement& check(int code);

    Connection& m_connection;
    sqlite3_stmt* m_statement = nullptr;
    int m_bound = 0;
};

} // namespace knockback::history
