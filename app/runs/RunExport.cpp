// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/RunExport.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace knockback::runs {

namespace {

constexpr std::array columns{"row", "outcome", "status", "durationMs", "tries", "blocked", "start", "sentence"};

QString outcomeOf(RequestRun::RowState state, const RowResult& result) {
    if (state == RequestRun::RowState::Done)
        return QString::fromUtf8(journal::outcomeName(result.outcome));
    return state == RequestRun::RowState::Open ? QStringLiteral("not sent") : QStringLiteral("running");
}

QJsonValue orNull(bool known, const QJsonValue& value) {
    return known ? value : QJsonValue(QJsonValue::Null);
}

QByteArray csvField(const QJsonValue& value) {
    if (value.isNull() || value.isUndefined())
        return {};
    if (value.isDouble())
        return QByteArray::number(value.toDouble(), 'g', 15);
    QByteArray text = value.toString().toUtf8();
    // A spreadsheet takes a value that begins so for a formula; an answer's body is not to be run.
    if (!text.isEmpty() && QByteArrayView("=+-@\t\r").contains(text.front()))
        text.prepend('\'');
    const bool plain =
        std::none_of(text.begin(), text.end(), [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; });
    return plain ? text : '"' + text.replace('"', "\"\"") + '"';
}

} // namespace

QJsonObject rowJson(std::size_t index, RequestRun::RowState state, const RowResult& result) {
    const bool done = state == RequestRun::RowState::Done;
    const double milliseconds = std::chrono::duration<double, std::milli>(result.length).count();
    return {{QStringLiteral("row"), static_cast<qint64>(index) + 1},
            {QStringLiteral("outcome"), outcomeOf(state, result)},
            {QStringLiteral("status"), orNull(done && result.status > 0, result.status)},
            {QStringLiteral("durationMs"), orNull(done, std::round(milliseconds * 1000) / 1000)},
            {QStringLiteral("tries"), result.tries},
            {QStringLiteral("blocked"), result.blocked},
            {QStringLiteral("start"), orNull(done && result.status > 0, QString::fromUtf8(result.start))},
            {QStringLiteral("sentence"), result.sentence}};
}

QByteArray resultsJson(const RequestRun& run) {
    QJsonArray rows;
    for (std::size_t i = 0; i < run.size(); ++i)
        rows.append(rowJson(i, run.state(i), run.result(i)));
    return QJsonDocument(rows).toJson();
}

QByteArray resultsCsv(const RequestRun& run) {
    QByteArray text;
    for (const char* column : columns)
        text += QByteArray(text.isEmpty() ? "" : ",") + column;
    text += "\r\n";
    for (std::size_t i = 0; i < run.size(); ++i) {
        const QJsonObject row = rowJson(i, run.state(i), run.result(i));
        QByteArray line;
        for (const char* column : columns)
            line += (column == columns.front() ? QByteArray() : QByteArray(",")) +
                    csvField(row.value(QLatin1String(column)));
        text += line + "\r\n";
    }
    return text;
}

} // namespace knockback::runs
