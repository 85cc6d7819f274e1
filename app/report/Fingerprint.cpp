// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/Fingerprint.h"

#include "app/report/ReportText.h"

#include <cmath>

namespace knockback::report {
namespace {

QString timeText(const journal::AttemptRecord& record) {
    QString text = utcText(record.exchange.attempt().startedAt);
    if (!record.quota.clockSkew)
        return text;
    const double skew = std::chrono::duration<double>(*record.quota.clockSkew).count();
    if (std::abs(skew) >= 0.05) // less is shown as nothing
        text += QStringLiteral(" (the server's clock is %1%2 from ours)")
                    .arg(skew < 0 ? QString() : QStringLiteral("+"), secondsText(skew));
    return text;
}

QString wayText(const http::ConnectionFacts& connection, bool addresses) {
    QStringList parts;
    if (addresses && !connection.remoteAddress.isEmpty()) {
        const QString from = QString::fromUtf8(connection.localAddress);
        parts << (from.isEmpty() ? QString() : from + QStringLiteral(" → ")) +
                     QString::fromUtf8(connection.remoteAddress);
    }
    for (const QByteArray& fact : {connection.httpVersion, connection.tlsVersion}) {
        if (!fact.isEmpty())
            parts << QString::fromUtf8(fact);
    }
    return parts.join(QStringLiteral(", "));
}

QString credentialText(const CredentialFacts& credential) {
    QString text = QString::fromUtf8(credential.name) + QStringLiteral(" (hidden)");
    if (!credential.sha256Prefix.isEmpty())
        text += QStringLiteral(", SHA-256 %1…").arg(QString::fromUtf8(credential.sha256Prefix));
    if (credential.expiresAt)
        text += QStringLiteral(", expires %1").arg(utcText(*credential.expiresAt));
    return text;
}

QString answerLine(const journal::AttemptRecord& record) {
    QStringList parts{answerText(record.exchange)};
    if (const auto& response = record.exchange.attempt().response) {
        if (const auto retryAfter = response->headers().value("Retry-After"))
            parts << QStringLiteral("Retry-After: %1").arg(QString::fromUtf8(*retryAfter));
    }
    for (const auto& window : record.quota.windows) {
        if (!window.remaining)
            continue;
        QString text = numberText(*window.remaining);
        if (window.limit)
            text += QStringLiteral(" of ") + numberText(*window.limit);
        parts << QStringLiteral("%1 %2 remaining (%3)").arg(text, window.unit, window.bucket);
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

std::vector<Fact> fingerprintOf(const journal::AttemptRecord& record, const ReportOptions& options) {
    const auto& attempt = record.exchange.attempt();
    std::vector<Fact> facts;
    const auto add = [&](const QString& label, const QString& value) {
        if (!value.isEmpty())
            facts.push_back({label, value});
    };
    add(QStringLiteral("Time (UTC)"), timeText(record));
    add(QStringLiteral("Endpoint"),
        QString::fromUtf8(attempt.request.method) + u' ' + endpointText(attempt.request.url));
    for (const auto& reference : record.diagnosis.referenceIds)
        add(QStringLiteral("Request ID"), reference.name + QStringLiteral(": ") + reference.value);
    add(QStringLiteral("From → to"), wayText(attempt.connection, options.addresses));
    if (options.credential)
        add(QStringLiteral("Credential"), credentialText(*options.credential));
    add(QStringLiteral("Answer"), answerLine(record));
    return facts;
}

} // namespace knockback::report
