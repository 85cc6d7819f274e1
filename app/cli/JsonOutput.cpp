// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/JsonOutput.h"

#include <QDateTime>
#include <QJsonArray>

#include <cmath>

namespace knockback::cli {
namespace {

QJsonValue orNull(const QString& text) {
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue orNull(const QByteArray& text) {
    return orNull(QString::fromUtf8(text));
}

QJsonValue orNull(const std::optional<double>& number) {
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

double milliseconds(base::Nanoseconds length) {
    return std::round(static_cast<double>(length.count()) / 1000.0) / 1000.0;
}

QJsonValue phase(const std::optional<base::Microseconds>& length) {
    return length ? QJsonValue(milliseconds(*length)) : QJsonValue(QJsonValue::Null);
}

QJsonObject windowJson(const ratelimit::QuotaWindow& window) {
    return {{QStringLiteral("bucket"), window.bucket},
            {QStringLiteral("limit"), orNull(window.limit)},
            {QStringLiteral("remaining"), orNull(window.remaining)},
            {QStringLiteral("unit"), orNull(window.unit)},
            {QStringLiteral("windowSeconds"), orNull(window.windowSeconds)},
            {QStringLiteral("resetSeconds"), orNull(window.resetSeconds)},
            {QStringLiteral("resetAt"),
             window.resetAt ? QJsonValue(isoTime(*window.resetAt)) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("partitionKey"), orNull(window.partitionKey)},
            {QStringLiteral("source"), orNull(window.source)}};
}

} // namespace

QString isoTime(base::WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(base::toEpochMs(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject diagnosisJson(const diagnosis::Diagnosis& diagnosis) {
    QJsonArray references;
    for (const auto& reference : diagnosis.referenceIds)
        references.append(
            QJsonObject{{QStringLiteral("name"), reference.name}, {QStringLiteral("value"), reference.value}});
    QJsonArray evidence;
    for (const auto& one : diagnosis.evidence)
        evidence.append(one.where.isEmpty() ? one.sentence : one.where + QStringLiteral(": ") + one.sentence);
    QJsonArray steps;
    for (const auto& step : diagnosis.nextSteps)
        steps.append(step.text);
    return {{QStringLiteral("cause"), QString::fromUtf8(diagnosis::causeName(diagnosis.cause))},
            {QStringLiteral("subcause"), orNull(diagnosis.subcause)},
            {QStringLiteral("vendor"), orNull(diagnosis.vendor)},
            {QStringLiteral("confidence"), diagnosis.confidence},
            {QStringLiteral("retryable"),
             diagnosis.retryable ? QJsonValue(*diagnosis.retryable) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("retryAfterSeconds"), orNull(diagnosis.retryAfterSeconds)},
            {QStringLiteral("referenceIds"), references},
            {QStringLiteral("evidence"), evidence},
            {QStringLiteral("nextSteps"), steps},
            {QStringLiteral("docsUrl"), orNull(diagnosis.docsUrl)},
            {QStringLiteral("supportUrl"), orNull(diagnosis.supportUrl)}};
}

QJsonObject limitsJson(const ratelimit::QuotaReading& quota) {
    QJsonArray windows;
    for (const auto& window : quota.windows)
        windows.append(windowJson(window));
    return {{QStringLiteral("windows"), windows},
            {QStringLiteral("retryAfterSeconds"), orNull(quota.retryAfterSeconds)}};
}

QJsonObject attemptJson(const journal::AttemptRecord& record) {
    const auto& attempt = record.exchange.attempt();
    const http::Timing& timing = attempt.timing;
    return {{QStringLiteral("startedAt"), isoTime(attempt.startedAt)},
            {QStringLiteral("status"), attempt.status()},
            {QStringLiteral("durationMs"), milliseconds(timing.total)},
            {QStringLiteral("timings"), QJsonObject{{QStringLiteral("dnsMs"), phase(timing.dns)},
                                                    {QStringLiteral("connectMs"), phase(timing.connect)},
                                                    {QStringLiteral("tlsMs"), phase(timing.tls)},
                                                    {QStringLiteral("sendMs"), phase(timing.send)},
                                                    {QStringLiteral("waitMs"), phase(timing.wait)},
                                                    {QStringLiteral("receiveMs"), phase(timing.receive)}}},
            {QStringLiteral("remoteAddress"), orNull(attempt.connection.remoteAddress)},
            {QStringLiteral("httpVersion"), orNull(attempt.connection.httpVersion)},
            {QStringLiteral("diagnosis"), diagnosisJson(record.diagnosis)}};
}

QJsonObject callJson(const session::CallResult& result) {
    QJsonArray attempts;
    for (const auto& record : result.attempts)
        attempts.append(attemptJson(*record));
    QJsonArray waits;
    for (const auto& wait : result.waits)
        waits.append(QJsonObject{{QStringLiteral("reason"), QString::fromUtf8(journal::waitReasonName(wait.reason))},
                                 {QStringLiteral("ms"), milliseconds(wait.length)}});
    return {
        {QStringLiteral("outcome"), QString::fromUtf8(journal::outcomeName(result.outcome))},
        {QStringLiteral("status"), result.attempts.empty() ? 0 : result.attempts.back()->exchange.attempt().status()},
        {QStringLiteral("attempts"), attempts},
        {QStringLiteral("waits"), waits}};
}

} // namespace knockback::cli
