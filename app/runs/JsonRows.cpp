// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/JsonRows.h"

#include "app/runs/TextPlace.h"
#include "app/workspace/JsonSpans.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <optional>
#include <set>

namespace knockback::runs {

namespace {

using base::Failure;

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

qsizetype skipSpace(const QByteArray& text, qsizetype at) {
    while (at < text.size() && isSpace(text.at(at)))
        ++at;
    return at;
}

QByteArray valueOf(const QByteArray& json) {
    if (json.startsWith('"'))
        return QJsonDocument::fromJson('[' + json + ']').array().at(0).toString().toUtf8();
    return json == "null" ? QByteArray() : json;
}

// Adds rows to a table and keeps the names of their variables in order.
class TableBuilder {
public:
    // `json` is an object's text, or holds it from `open` on; returns the place of its closing brace.
    qsizetype add(const QByteArray& json, qsizetype open, int line) {
        const auto object = workspace::objectAt(json, open);
        DataTable::Row row{line, {}};
        for (const auto& member : object.members) {
            if (m_seen.insert(member.key).second)
                table.names.push_back(member.key);
            row.values[member.key] = valueOf(json.sliced(member.valueStart, member.valueEnd - member.valueStart));
        }
        table.rows.push_back(std::move(row));
        return object.close;
    }

    DataTable table;

private:
    std::set<QByteArray> m_seen;
};

QString notJson() {
    return QStringLiteral("this is not JSON; something is missing or out of place here");
}

DataResult arrayRows(const QByteArray& text, qsizetype open) {
    TableBuilder builder;
    int line = 1;
    qsizetype counted = 0;
    for (qsizetype at = skipSpace(text, open + 1); text.at(at) != ']'; at = skipSpace(text, at + 1)) {
        if (text.at(at) == ',')
            continue;
        if (text.at(at) != '{')
            return Failure(
                errorAt(text, at, QStringLiteral("here an object with the variables of one row is expected")));
        line += static_cast<int>(QByteArrayView(text).sliced(counted, at - counted).count('\n'));
        counted = at;
        at = builder.add(text, at, line);
    }
    return std::move(builder.table);
}

DataResult lineRows(const QByteArray& text) {
    TableBuilder builder;
    int line = 0;
    qsizetype end = 0;
    for (qsizetype from = 0; from < text.size(); from = end + 1) {
        ++line;
        end = text.indexOf('\n', from);
        end = end < 0 ? text.size() : end;
        const QByteArray one = text.sliced(from, end - from);
        const qsizetype open = skipSpace(one, 0);
        if (open == one.size())
            continue;
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(one, &error);
        if (error.error != QJsonParseError::NoError)
            return Failure(errorAt(text, from + error.offset, notJson()));
        if (!document.isObject())
            return Failure(
                errorAt(text, from + open, QStringLiteral("here an object with the variables of one row is expected")));
        builder.add(one, open, line);
    }
    return std::move(builder.table);
}

} // namespace

DataResult jsonRows(const QByteArray& text) {
    const qsizetype open = skipSpace(text, 0);
    QJsonParseError error;
    const auto whole = QJsonDocument::fromJson(text, &error);
    if (whole.isArray())
        return arrayRows(text, open);
    if (whole.isObject()) {
        TableBuilder builder;
        builder.add(text, open, lineOf(text, open));
        return std::move(builder.table);
    }
    if (text.at(open) == '{')
        return lineRows(text);
    return Failure(errorAt(text, error.offset, notJson()));
}

} // namespace knockback::runs
