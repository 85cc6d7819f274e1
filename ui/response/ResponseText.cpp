// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/response/ResponseText.h"

#include <QCoreApplication>

#include <array>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Response", text);
}

// Three significant figures at most.
QString short3(double number) {
    return QString::number(number, 'f', number < 9.995 ? 1 : 0);
}

} // namespace

QString sizeText(qint64 bytes) {
    if (bytes < 1000)
        return QStringLiteral("%1 B").arg(bytes);
    static constexpr std::array units{"KB", "MB", "GB", "TB"};
    double number = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (number >= 999.5 && unit + 1 < units.size()) {
        number /= 1000;
        ++unit;
    }
    return QStringLiteral("%1 %2").arg(short3(number), QLatin1String(units[unit]));
}

QString timeText(base::Microseconds time) {
    const auto us = static_cast<double>(time.count());
    if (us < 10'000)
        return QStringLiteral("%1 ms").arg(us / 1000, 0, 'f', us < 1000 ? 2 : 1);
    if (us < 999'500)
        return QStringLiteral("%1 ms").arg(us / 1000, 0, 'f', 0);
    return QStringLiteral("%1 s").arg(us / 1'000'000, 0, 'f', us < 9'950'000 ? 1 : 0);
}

QString phraseOf(const http::Attempt& attempt) {
    if (!attempt.response)
        return {};
    const QByteArray written = attempt.response->head.reason;
    return QString::fromUtf8(written.isEmpty() ? http::reasonPhrase(attempt.status()) : written);
}

QString protocolText(const http::ConnectionFacts& connection) {
    QString tls = QString::fromLatin1(connection.tlsVersion);
    tls.replace(QStringLiteral("TLSv"), QStringLiteral("TLS "));
    const QString version = QString::fromLatin1(connection.httpVersion);
    if (version.isEmpty())
        return tls;
    return version + QStringLiteral(" · ") + (tls.isEmpty() ? tr("no TLS") : tls);
}

QString triggerText(const journal::AttemptRecord& record) {
    switch (record.trigger) {
    case journal::AttemptTrigger::First:
        break;
    case journal::AttemptTrigger::Retry:
        return tr("retry");
    case journal::AttemptTrigger::Redirect:
        return tr("redirect");
    case journal::AttemptTrigger::Challenge:
        return tr("digest challenge");
    case journal::AttemptTrigger::Rotation:
        return tr("new credential");
    }
    return {};
}

RequestIdText requestIdOf(const journal::AttemptRecord& record) {
    if (!record.diagnosis.referenceIds.empty()) {
        const auto& id = record.diagnosis.referenceIds.front();
        return {id.name, id.value};
    }
    const auto& attempt = record.exchange.attempt();
    if (!attempt.response)
        return {};
    for (const char* name : {"x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "cf-ray"}) {
        if (const auto value = attempt.response->headers().value(name))
            return {QString::fromLatin1(name), QString::fromUtf8(*value)};
    }
    return {};
}

} // namespace knockback::ui
