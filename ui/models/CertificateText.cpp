// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/CertificateText.h"

#include "app/http/IsoDate.h"
#include "ui/models/Counted.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Certificate", text);
}

QString days(long long number) {
    return counted(number, tr("day"), tr("days"));
}

// The value of CN in "CN=R11, O=…"; commas inside are escaped.
QString commonName(const QString& subject) {
    const auto at = subject.startsWith(QStringLiteral("CN=")) ? 0 : subject.indexOf(QStringLiteral(", CN="));
    if (at < 0)
        return subject;
    const auto begin = subject.indexOf(u'=', at) + 1;
    auto end = begin;
    while (end < subject.size() && subject[end] != u',')
        end += subject[end] == u'\\' ? 2 : 1;
    return subject.mid(begin, end - begin).remove(u'\\');
}

QByteArray derOf(const QByteArray& pem) {
    const auto begin = pem.indexOf('\n', pem.indexOf("-----BEGIN"));
    const auto end = pem.indexOf("-----END");
    return begin < 0 || end < begin ? QByteArray() : QByteArray::fromBase64(pem.mid(begin, end - begin));
}

long long daysBetween(base::WallTime from, base::WallTime to) {
    return std::chrono::floor<std::chrono::days>(to - from).count();
}

void tellValidity(CertificateText& text, const http::CertificateFacts& facts, base::WallTime now) {
    const auto begin = http::parseIsoDate(facts.notBefore);
    const auto end = http::parseIsoDate(facts.notAfter);
    const auto day = [](const QByteArray& time) { return QString::fromLatin1(time.left(10)); };
    text.validity = day(facts.notBefore) + QStringLiteral(" … ") + day(facts.notAfter);
    if (begin && now < *begin) {
        text.valid = false;
        text.remaining = tr("not valid before %1").arg(day(facts.notBefore));
    } else if (end && now > *end) {
        text.valid = false;
        text.remaining = tr("expired %1 ago").arg(days(daysBetween(*end, now)));
    } else if (end) {
        const auto left = daysBetween(now, *end);
        text.soon = left < 30;
        text.remaining = tr("%1 left").arg(days(left));
    }
}

} // namespace

CertificateText certificateText(const http::CertificateFacts& facts, base::WallTime now) {
    CertificateText text;
    text.subject = QString::fromUtf8(facts.subject);
    text.issuer = QString::fromUtf8(facts.issuer);
    text.name = commonName(text.subject);
    text.isIssuer = facts.subject == facts.issuer;
    const auto names = facts.subjectAltNames.split(',');
    for (const auto& name : names) {
        if (!name.trimmed().isEmpty())
            text.names << QString::fromUtf8(name.trimmed());
    }
    const QByteArray der = derOf(facts.pem);
    if (!der.isEmpty())
        text.fingerprint =
            QString::fromLatin1(QCryptographicHash::hash(der, QCryptographicHash::Sha256).toHex(':').toUpper());
    text.pem = facts.pem;
    tellValidity(text, facts, now);
    return text;
}

} // namespace knockback::ui
