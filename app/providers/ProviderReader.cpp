// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/Catalogue.h"
#include "app/providers/DialectReader.h"
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
    return consistsOf(text, "-_");
}

bool isFieldName(const QString& text) {
    return consistsOf(text, "-_");
}

bool isSign(const QString& text) {
    return text == QStringLiteral("*") || isFieldName(text);
}

bool isAddress(const QString& text) {
    return text.startsWith(QLatin1String("https://")) && text.size() > 8 && !text.contains(u' ');
}

bool isHostPattern(const QString& text) {
    return consistsOf(text.startsWith(QLatin1String("*.")) ? text.mid(2) : text, "-.:");
}

bool isKind(const QString& text) {
    return text == QStringLiteral("api") || text == QStringLiteral("gateway") || text == QStringLiteral("framework") ||
           text == QStringLiteral("standard");
}

QString address(MemberReader& in, const QString& name, Need need = Need::Optional) {
    return in.text(name, need, isAddress, QStringLiteral("an https address"));
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
    provider.id = in.text(QStringLiteral("id"), Need::Required, isId, QStringLiteral("a-z, 0-9, - and _")).toLatin1();
    provider.name = in.text(QStringLiteral("name"), Need::Required);
    provider.kind =
        in.text(QStringLiteral("kind"), Need::Optional, isKind, QStringLiteral("api, gateway, framework or standard"))
            .toLatin1();
    if (provider.kind.isEmpty())
        provider.kind = "api";
    provider.hosts = in.texts(QStringLiteral("hosts"), provider.kind == "api" ? Need::Required : Need::Optional,
                              isHostPattern, QStringLiteral("a host's name in small letters, or *. and one"));
    provider.signs = in.texts(QStringLiteral("signs"), Need::Optional, isSign,
                              QStringLiteral("a header field's name in small letters, or *"));
    provider.docsUrl = address(in, QStringLiteral("docsUrl"));
    provider.limitsUrl = address(in, QStringLiteral("limitsUrl"));
    provider.statusUrl = address(in, QStringLiteral("statusUrl"));
    provider.supportUrl = address(in, QStringLiteral("supportUrl"));
    provider.requestIdHeaders = in.texts(QStringLiteral("requestIdHeaders"), Need::Optional, isFieldName,
                                         QStringLiteral("a header field's name in small letters"));
    provider.blockedStatus = in.integers(QStringLiteral("blockedStatus"), 100, 999);
    provider.blockSeconds = in.positiveNumber(QStringLiteral("blockSeconds"));
    in.objects(QStringLiteral("limits"), [&](MemberReader& limit) { provider.limits.push_back(readLimit(limit)); });
    in.objects(QStringLiteral("waits"), [&](MemberReader& wait) { provider.waits.push_back(readWait(wait)); });
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
