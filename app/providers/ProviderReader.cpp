// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/providers/Catalogue.h"
#include "app/providers/DialectReader.h"

#include <algorithm>

namespace knockback::providers {

using base::JsonObjectReader;

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

QString address(JsonObjectReader& in, const char* name) {
    return fitting(in, name, in.text(name, QString()), isAddress, QStringLiteral("an https address"));
}

std::vector<QByteArray> names(JsonObjectReader& in, const char* name, bool (*check)(const QString&),
                              const QString& wanted) {
    std::vector<QByteArray> found;
    for (const QString& text : in.texts(name, JsonObjectReader::Lone::Refused)) {
        if (!check(text))
            in.failAt(QStringLiteral("%1[%2]").arg(QLatin1String(name)).arg(found.size()),
                      QStringLiteral("must be %1, not \"%2\"").arg(wanted, text));
        found.push_back(text.toUtf8());
    }
    return found;
}

ErrorCode readErrorCode(JsonObjectReader& in) {
    ErrorCode code;
    code.code = in.bytes("code");
    code.meaning = in.text("meaning");
    code.advice = in.text("advice");
    code.docsUrl = address(in, "docsUrl");
    return code;
}

Provider readProvider(JsonObjectReader& in) {
    Provider provider;
    provider.id = fitting(in, "id", in.text("id"), isId, QStringLiteral("a-z, 0-9, - and _")).toLatin1();
    provider.name = in.text("name");
    provider.kind = in.word<QByteArray>(
        "kind", {{"api", "api"}, {"gateway", "gateway"}, {"framework", "framework"}, {"standard", "standard"}}, "api");
    provider.hosts = names(in, "hosts", isHostPattern, QStringLiteral("a host's name in small letters, or *. and one"));
    if (provider.kind == "api" && provider.hosts.empty())
        in.fail("hosts", QStringLiteral("must name at least one host"));
    provider.signs = names(in, "signs", isSign, QStringLiteral("a header field's name in small letters, or *"));
    provider.docsUrl = address(in, "docsUrl");
    provider.limitsUrl = address(in, "limitsUrl");
    provider.statusUrl = address(in, "statusUrl");
    provider.supportUrl = address(in, "supportUrl");
    provider.requestIdHeaders =
        names(in, "requestIdHeaders", isFieldName, QStringLiteral("a header field's name in small letters"));
    provider.blockedStatus = in.integers("blockedStatus", 100, 999);
    provider.blockSeconds = in.number("blockSeconds", 1e-6, 1e12, 0);
    in.objects("limits", [&](JsonObjectReader& limit) { provider.limits.push_back(readLimit(limit)); });
    in.objects("waits", [&](JsonObjectReader& wait) { provider.waits.push_back(readWait(wait)); });
    in.objects("errorCodes", [&](JsonObjectReader& code) { provider.errorCodes.push_back(readErrorCode(code)); });
    return provider;
}

} // namespace

base::Result<Provider, CatalogueError> Catalogue::parse(const QByteArray& json, const QString& fileName) {
    const auto failure = [&](const QString& problem) {
        return base::Failure(
            CatalogueError{QStringLiteral("The provider file %1 cannot be used: %2.").arg(fileName, problem)});
    };
    const auto object = base::parseJsonObject(json);
    if (!object)
        return failure(object.error());
    QString problem;
    JsonObjectReader reader(*object, {}, problem);
    Provider provider = readProvider(reader);
    reader.done();
    if (!problem.isEmpty())
        return failure(problem);
    return provider;
}

} // namespace knockback::providers
