// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/Catalogue.h"
#include "app/providers/MemberReader.h"

#include <QJsonDocument>

#include <algorithm>

namespace knockback::providers {

namespace {

bool consistsOf(const QString& text, const char* also) {
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [&](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || QLatin1String(also).contains(c);
    });
}

bool isId(const QString& text) {
    return consistsOf(text, "-");
}

bool isFieldName(const QString& text) {
    return consistsOf(text, "-_");
}

bool isAddress(const QString& text) {
    return text.startsWith(QLatin1String("https://")) && text.size() > 8 && !text.contains(u' ');
}

bool isHostPattern(const QString& text) {
    return consistsOf(text.startsWith(QLatin1String("*.")) ? text.mid(2) : text, "-.:");
}

bool isResetFormat(const QString& text) {
    static const std::vector<QString> formats{
        QStringLiteral("delta-seconds"), QStringLiteral("epoch-seconds"), QStringLiteral("epoch-milliseconds"),
        QStringLiteral("http-date"),     QStringLiteral("rfc3339"),       QStringLiteral("duration"),
        QStringLiteral("auto")};
    return std::find(formats.begin(), formats.end(), text) != formats.end();
}

QString address(MemberReader& in, const QString& name, Need need = Need::Optional) {
    return in.text(name, need, isAddress, QStringLiteral("an https address"));
}

QByteArray fieldName(MemberReader& in, const QString& name) {
    return in.text(name, Need::Optional, isFieldName, QStringLiteral("a header field's name in small letters"))
        .toLatin1();
}

LimitDialect readLimit(MemberReader& in) {
    LimitDialect limit;
    limit.bucket = in.text(QStringLiteral("bucket"), Need::Required);
    limit.bucketHeader = fieldName(in, QStringLiteral("bucketHeader"));
    limit.limitHeader = fieldName(in, QStringLiteral("limitHeader"));
    limit.remainingHeader = fieldName(in, QStringLiteral("remainingHeader"));
    limit.usedHeader = fieldName(in, QStringLiteral("usedHeader"));
    limit.resetHeader = fieldName(in, QStringLiteral("resetHeader"));
    limit.resetFormat = in.text(QStringLiteral("resetFormat"), Need::Optional, isResetFormat,
                                QStringLiteral("one of the reset formats of the schema"))
                            .toLatin1();
    limit.unit = in.text(QStringLiteral("unit"), Need::Required);
    limit.windowSeconds = in.positiveNumber(QStringLiteral("windowSeconds"));
    if (limit.resetHeader.isEmpty() != limit.resetFormat.isEmpty())
        in.fail(QStringLiteral("resetFormat"), QStringLiteral("goes together with resetHeader"));
    if (limit.limitHeader.isEmpty() && limit.remainingHeader.isEmpty() && limit.usedHeader.isEmpty())
        in.fail({}, QStringLiteral("names no field that counts anything"));
    return limit;
}

ErrorCode readErrorCode(MemberReader& in) {
    ErrorCode code;
    code.code = in.text(QStringLiteral("code"), Need::Required).toUtf8();
    code.meaning = in.text(QStringLiteral("meaning"), Need::Required);
    code.advice = in.text(QStringLiteral("advice"), Need::Required);
    code.docsUrl = address(in, QStringLiteral("docsUrl"));
    return code;
}

Provider readProvider(MemberReader& in) {
    Provider provider;
    in.text(QStringLiteral("$schema")); // for editors
    provider.id = in.text(QStringLiteral("id"), Need::Required, isId, QStringLiteral("a-z, 0-9 and -")).toLatin1();
    provider.name = in.text(QStringLiteral("name"), Need::Required);
    provider.hosts = in.texts(QStringLiteral("hosts"), Need::Required, isHostPattern,
                              QStringLiteral("a host's name in small letters, or *. and one"));
    provider.docsUrl = address(in, QStringLiteral("docsUrl"));
    provider.limitsUrl = address(in, QStringLiteral("limitsUrl"));
    provider.statusUrl = address(in, QStringLiteral("statusUrl"));
    provider.supportUrl = address(in, QStringLiteral("supportUrl"));
    provider.requestIdHeaders = in.texts(QStringLiteral("requestIdHeaders"), Need::Optional, isFieldName,
                                         QStringLiteral("a header field's name in small letters"));
    in.objects(QStringLiteral("limits"), [&](MemberReader& limit) { provider.limits.push_back(readLimit(limit)); });
    in.objects(QStringLiteral("errorCodes"),
               [&](MemberReader& code) { provider.errorCodes.push_back(readErrorCode(code)); });
    in.finish();
    return provider;
}

} // namespace

base::Result<Provider, CatalogueError> Catalogue::parse(const QByteArray& json, const QString& fileName) {
    const auto failure = [&](const QString& problem) {
        return base::Failure(
            CatalogueError{QStringLiteral("The provider file %1 cannot be used: %2.").arg(fileName, problem)});
    };
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(QStringLiteral("it is not JSON (%1 at byte %2)").arg(error.errorString()).arg(error.offset));
    if (!document.isObject())
        return failure(QStringLiteral("it must hold one object"));

    QString problem;
    MemberReader reader(document.object(), {}, problem);
    Provider provider = readProvider(reader);
    if (!problem.isEmpty())
        return failure(problem);
    return provider;
}

} // namespace knockback::providers
