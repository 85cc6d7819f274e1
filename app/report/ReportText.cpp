// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/ReportText.h"

#include "app/http/Url.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <cmath>

namespace knockback::report {
namespace {

QDateTime utc(base::WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(base::toEpochMs(time), Qt::UTC);
}

} // namespace

QString utcText(base::WallTime time) {
    return utc(time).toString(Qt::ISODateWithMs);
}

QString utcMinuteText(base::WallTime time) {
    return utc(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QStringLiteral(" UTC");
}

QString numberText(double number) {
    return QString::number(number, 'f', QLocale::FloatingPointShortest);
}

QString secondsText(double seconds) {
    const double rounded = std::abs(seconds) < 10 ? std::round(seconds * 10) / 10 : std::round(seconds);
    return numberText(rounded) + QStringLiteral(" s");
}

QString millisecondsText(base::Microseconds length) {
    const double ms = static_cast<double>(length.count()) / 1000.0;
    if (ms >= 1000)
        return secondsText(ms / 1000);
    return numberText(ms < 10 ? std::round(ms * 10) / 10 : std::round(ms)) + QStringLiteral(" ms");
}

QString answerText(const http::RedactedAttempt& exchange) {
    const auto& attempt = exchange.attempt();
    if (attempt.response) {
        const int status = attempt.status();
        QByteArray reason = attempt.response->head.reason;
        if (reason.isEmpty())
            reason = http::reasonPhrase(status);
        QString text = QString::number(status) + u' ' + QString::fromUtf8(reason);
        if (attempt.failure)
            text += QStringLiteral(", then ") + http::describe(*attempt.failure);
        return text.trimmed();
    }
    return attempt.failure ? http::describe(*attempt.failure) : QStringLiteral("no answer");
}

QString causeText(diagnosis::Cause cause) {
    using diagnosis::Cause;
    switch (cause) {
    case Cause::None:
        return QStringLiteral("ok");
    case Cause::RateLimit:
        return QStringLiteral("rate limit");
    case Cause::SuspiciousPattern:
        return QStringLiteral("suspicious pattern");
    case Cause::GeoLock:
        return QStringLiteral("geo lock");
    case Cause::Credential:
        return QStringLiteral("credential");
    case Cause::Overload:
        return QStringLiteral("overload");
    case Cause::Network:
        return QStringLiteral("network");
    case Cause::ClientError:
        return QStringLiteral("client error");
    }
    return {};
}

QString waitText(journal::WaitReason reason) {
    using journal::WaitReason;
    switch (reason) {
    case WaitReason::Backoff:
        return QStringLiteral("backoff");
    case WaitReason::RetryAfter:
        return QStringLiteral("Retry-After");
    case WaitReason::QuotaReset:
        return QStringLiteral("until the quota's reset");
    case WaitReason::Pacing:
        return QStringLiteral("pacing");
    case WaitReason::OpenCircuit:
        return QStringLiteral("open circuit");
    case WaitReason::Rotation:
        return QStringLiteral("token renewal");
    }
    return {};
}

QString confidenceText(double confidence) {
    if (confidence >= 0.8)
        return QStringLiteral("high confidence");
    return confidence >= 0.5 ? QStringLiteral("medium confidence") : QStringLiteral("low confidence");
}

QString countText(std::size_t count, const QString& noun) {
    return QString::number(count) + u' ' + noun + (count == 1 ? QString() : QStringLiteral("s"));
}

QString endpointText(const QByteArray& url) {
    const auto parts = http::parseUrl(url);
    return QString::fromUtf8(parts ? parts->origin() + parts->path : url);
}

QString pathText(const QByteArray& url) {
    const auto parts = http::parseUrl(url);
    return QString::fromUtf8(parts ? parts->path : url);
}

} // namespace knockback::report
