// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/DataTable.h"

#include "app/runs/CsvRows.h"
#include "app/runs/JsonRows.h"
#include "app/runs/TextPlace.h"

#include <QFile>
#include <QStringDecoder>

#include <algorithm>

namespace knockback::runs {

namespace {

constexpr qint64 mostBytes = 64 * 1024 * 1024;

// The first byte that is not UTF-8; -1 when all of it is.
qsizetype firstBadByte(QByteArrayView text) {
    QStringDecoder whole(QStringConverter::Utf8, QStringConverter::Flag::Stateless);
    const QString read = whole.decode(text);
    if (!whole.hasError())
        return -1;
    // What cannot be read became U+FFFD; so did what stands for itself, so the bytes are compared.
    const QByteArray again = read.toUtf8();
    const auto differs = std::mismatch(text.begin(), text.end(), again.begin(), again.end());
    return differs.first - text.begin();
}

bool isJson(QByteArrayView text) {
    const auto first =
        std::find_if(text.begin(), text.end(), [](char c) { return c != ' ' && c != '\t' && c != '\r' && c != '\n'; });
    return first != text.end() && (*first == '[' || *first == '{');
}

} // namespace

void setRow(workspace::Environment& environment, const DataTable::Row& row) {
    for (const auto& [name, value] : row.values)
        environment[name] = value;
}

bool namesSecret(const DataTable& table) {
    return std::any_of(table.rows.begin(), table.rows.end(), [](const DataTable::Row& row) {
        return std::any_of(row.values.begin(), row.values.end(),
                           [](const auto& value) { return value.second.contains("vault:"); });
    });
}

QString DataError::sentence() const {
    QString where = file;
    if (line > 0)
        where += QStringLiteral(", line %1").arg(line);
    if (column > 0)
        where += QStringLiteral(", column %1").arg(column);
    return QStringLiteral("%1: %2.").arg(where, what);
}

DataResult readData(const QByteArray& bytes, const QString& file) {
    const QByteArray text = bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes;
    const auto failed = [&file](DataError error) {
        error.file = file;
        return DataResult(base::Failure(std::move(error)));
    };
    if (const qsizetype bad = firstBadByte(text); bad >= 0)
        return failed(errorAt(text, bad, QStringLiteral("this is not UTF-8; save the file in that encoding")));
    auto table = isJson(text) ? jsonRows(text) : csvRows(text);
    if (!table)
        return failed(table.error());
    if (table->rows.empty())
        return failed({{}, 0, 0, QStringLiteral("there are no rows in it; each row is one run of the request")});
    return table;
}

DataResult readDataFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Failure(DataError{path, 0, 0, QStringLiteral("it cannot be read (%1)").arg(file.errorString())});
    if (file.size() > mostBytes)
        return base::Failure(
            DataError{path, 0, 0, QStringLiteral("it is larger than 64 MB; split it into several files")});
    return readData(file.readAll(), path);
}

} // namespace knockback::runs
