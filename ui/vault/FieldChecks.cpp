// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/FieldChecks.h"

#include "app/http/SfCharacters.h"
#include "app/http/Url.h"
#include "app/oauth/Endpoint.h"
#include "app/vault/HostPattern.h"

namespace knockback::ui {

FieldForm::Check required(const QString& sentence) {
    return [sentence](const QString& text) { return text.isEmpty() ? sentence : QString(); };
}

FieldForm::Check orNothing(FieldForm::Check check) {
    return [check = std::move(check)](const QString& text) { return text.isEmpty() ? QString() : check(text); };
}

QString problemWithName(const QString& name) {
    if (name.isEmpty())
        return QStringLiteral("Give the credential a name: requests use it as {{vault:name}}.");
    return name.contains(u'{') || name.contains(u'}')
               ? QStringLiteral("A name has no braces in it: they end {{vault:name}}.")
               : QString();
}

QString problemWithHosts(const QString& hosts) {
    const auto words = wordsOf(hosts);
    if (words.empty())
        return QStringLiteral("Say which hosts may receive it: it is sent nowhere else.");
    for (const auto& host : words)
        if (!vault::isHostPattern(host))
            return host.contains("://")
                       ? QStringLiteral("“%1” is a whole address: write its host alone, api.example.com.")
                             .arg(QString::fromUtf8(host))
                       : QStringLiteral("“%1” is not a host: write a name, name:port or *.example.com.")
                             .arg(QString::fromUtf8(host));
    return {};
}

QString problemWithEndpointText(const QString& url) {
    const QString problem = oauth::problemWithEndpoint(url.toUtf8());
    return problem.isEmpty() ? QString() : QStringLiteral("This %1: write https://host/path.").arg(problem);
}

QString problemWithToken(const QString& name) {
    const QByteArray bytes = name.toUtf8();
    if (bytes.isEmpty())
        return QStringLiteral("Say what it is called there: X-API-Key, api_key …");
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return http::sf::isTokenChar(c); })
               ? QString()
               : QStringLiteral("A name has letters, digits and -_.~ only, and no spaces.");
}

QString problemWithRedirect(const QString& url) {
    const auto parts = http::parseUrl(url.toUtf8());
    const bool loopback = parts && parts->scheme == "http" && (parts->host == "127.0.0.1" || parts->host == "::1");
    return loopback && parts->query.isEmpty() && parts->fragment.isEmpty()
               ? QString()
               : QStringLiteral("Write http://127.0.0.1/path or http://[::1]/path, with a port if it has to be a "
                                "certain one: the browser comes back to this machine.");
}

QString problemWithDays(const QString& days) {
    bool number = false;
    const int count = days.toInt(&number);
    return number && count > 0 && count <= 3660 ? QString() : QStringLiteral("Write a number of days, 1 to 3660.");
}

} // namespace knockback::ui
