// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/history/RowQuery.h"

#include "app/history/SearchText.h"

#include <QByteArrayList>

#include <limits>
#include <variant>

namespace knockback::history {

namespace {

// The conditions of a WHERE and, in the same order, their values.
struct Conditions {
    QByteArrayList sql;
    std::vector<std::variant<qint64, QByteArray>> values;

    void add(const QByteArray& condition, std::variant<qint64, QByteArray> value) {
        sql.append(condition);
        values.push_back(std::move(value));
    }
};

Conditions conditionsOf(const HistoryFilter& filter, const QByteArray& words) {
    Conditions conditions;
    if (!words.isEmpty())
        conditions.add("attempt_text MATCH ?", words);
    // With words the index of words drives the query, so the page is cut there.
    const QByteArray id = words.isEmpty() ? "attempt.id" : "attempt_text.rowid";
    conditions.add(id + " < ?", filter.beforeId > 0 ? filter.beforeId : std::numeric_limits<qint64>::max());
    if (filter.cause)
        conditions.add("cause = ?", diagnosis::causeName(*filter.cause));
    if (filter.blocksOnly)
        conditions.sql.append("cause NOT IN ('none', 'client_error')");
    if (!filter.hosts.empty()) {
        conditions.sql.append("host IN (" + QByteArrayList(static_cast<qsizetype>(filter.hosts.size()), "?").join(',') +
                              ")");
        conditions.values.insert(conditions.values.end(), filter.hosts.begin(), filter.hosts.end());
    }
    if (filter.from)
        conditions.add("started_ms >= ?", base::toEpochMs(*filter.from));
    if (filter.before)
        conditions.add("started_ms < ?", base::toEpochMs(*filter.before));
    if (filter.statusClass) {
        conditions.add("status >= ?", qint64{*filter.statusClass} * 100);
        conditions.add("status < ?", qint64{*filter.statusClass} * 100 + 100);
    }
    if (!filter.requestName.isEmpty())
        conditions.add("attempt.request_name = ?", filter.requestName.toUtf8());
    return conditions;
}

} // namespace

QByteArray rowColumns() {
    return "attempt.id, call, number, started_ms, duration_us, status, cause, vendor, method, host, attempt.url, "
           "attempt.request_name, title, bytes_received, token_request";
}

HistoryRow readRow(const Statement& statement) {
    HistoryRow row;
    row.id = statement.integer(0);
    row.call = statement.integer(1);
    row.number = static_cast<int>(statement.integer(2));
    row.startedAt = base::fromEpochMs(statement.integer(3));
    row.duration = base::Microseconds(statement.integer(4));
    row.status = static_cast<int>(statement.integer(5));
    row.cause = diagnosis::causeFromName(statement.bytes(6)).value_or(diagnosis::Cause::None);
    row.vendor = statement.bytes(7);
    row.method = statement.bytes(8);
    row.host = statement.bytes(9);
    row.url = statement.bytes(10);
    row.requestName = statement.text(11);
    row.title = statement.text(12);
    row.bytesReceived = statement.integer(13);
    row.tokenRequest = statement.integer(14) != 0;
    return row;
}

Statement pageQuery(Connection& connection, const HistoryFilter& filter) {
    const QByteArray words = ftsQuery(filter.text);
    const Conditions conditions = conditionsOf(filter, words);
    // CROSS JOIN keeps the order of the tables: newest matches first, and only as many as the page holds.
    const QByteArray from = words.isEmpty()
                                ? QByteArray("attempt")
                                : QByteArray("attempt_text CROSS JOIN attempt ON attempt.id = attempt_text.rowid");
    const QByteArray order = words.isEmpty() ? "attempt.id" : "attempt_text.rowid";
    Statement statement(connection, "SELECT " + rowColumns() + " FROM " + from + " WHERE " +
                                        conditions.sql.join(" AND ") + " ORDER BY " + order + " DESC LIMIT ?");
    for (const auto& value : conditions.values) {
        if (const auto* number = std::get_if<qint64>(&value))
            statement.bind(*number);
        else
            statement.bindText(std::get<QByteArray>(value));
    }
    statement.bind(std::clamp(filter.limit, 0, 10'000));
    return statement;
}

} // namespace knockback::history
