// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/Migrations.h"

#include <QDir>
#include <QFile>

namespace knockback::history {

namespace {

// "Knoc": says in the file's header whose it is.
constexpr qint64 applicationId = 0x4b6e6f63;

QString sqlFolder() {
    return QStringLiteral(":/knockback/sql/");
}

QStringList migrationFiles() {
    return QDir(sqlFolder()).entryList(QDir::Files, QDir::Name);
}

bool applyOne(Connection& connection, const QString& file, int version) {
    QFile sql(sqlFolder() + file);
    const bool opened = sql.open(QIODevice::ReadOnly);
    Q_ASSERT(opened); // compiled in
    Q_UNUSED(opened);
    if (!connection.begin())
        return false;
    // Another process may have been faster.
    if (connection.number("PRAGMA user_version") < version) {
        connection.execute(sql.readAll());
        connection.execute("PRAGMA user_version = " + QByteArray::number(version) +
                           "; PRAGMA application_id = " + QByteArray::number(applicationId));
    }
    return connection.commit();
}

} // namespace

int newestVersion() {
    return static_cast<int>(migrationFiles().size());
}

base::Outcome<HistoryError> migrate(Connection& connection) {
    const qint64 version = connection.number("PRAGMA user_version");
    const qint64 owner = connection.number("PRAGMA application_id");
    const qint64 tables = connection.number("SELECT count(*) FROM sqlite_schema");
    if (connection.failed())
        return base::Failure(connection.takeError());
    if (tables > 0 && owner != applicationId)
        return base::Failure(HistoryError{
            HistoryErrorKind::Foreign,
            QStringLiteral(
                "%1 is a database of another program. Choose another folder with --data-dir; nothing is recorded.")
                .arg(connection.path())});
    const QStringList files = migrationFiles();
    if (version > files.size())
        return base::Failure(HistoryError{
            HistoryErrorKind::TooNew,
            QStringLiteral(
                "The history %1 was written by a newer Knockback (version %2 of the format, this one knows %3). Use "
                "that one, or another folder with --data-dir; nothing is recorded.")
                .arg(connection.path())
                .arg(version)
                .arg(files.size())});
    for (int next = static_cast<int>(version); next < files.size(); ++next)
        if (!applyOne(connection, files[next], next + 1))
            return base::Failure(connection.takeError());
    return base::Done{};
}

} // namespace knockback::history
