// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/RequestOptions.h"

#include "app/http/SystemProxy.h"
#include "app/http/Url.h"

#include <QDir>

namespace knockback::session {

namespace {

// What a proxy's secret may go to is the proxy itself.
QByteArray manualProxy(const QByteArray& text, TextFiller& filler) {
    const QString place = QStringLiteral("proxy");
    const QByteArray plain = filler.plain(text.trimmed(), place);
    const qsizetype scheme = plain.indexOf("://");
    const auto parts = http::parseUrl("http://" + (scheme < 0 ? plain : plain.sliced(scheme + 3)));
    if (!parts || parts->host.isEmpty()) {
        filler.report({QStringLiteral("“%1” is not a proxy: write it as http://host:port or socks5://host:port.")
                           .arg(QString::fromUtf8(plain))});
        return {};
    }
    const QByteArray authority = parts->host + (parts->portWritten ? ':' + QByteArray::number(parts->port) : "");
    return filler.fillAddress(plain, *parts, place, authority);
}

} // namespace

QByteArray pathBelow(const QString& folder, const QByteArray& path) {
    const QString text = QString::fromUtf8(path.trimmed());
    return text.isEmpty() ? QByteArray() : QDir::cleanPath(QDir(folder).absoluteFilePath(text)).toUtf8();
}

http::SendOptions sendOptions(const workspace::RequestSettings& settings, const QByteArray& url, const QString& folder,
                              const std::map<QByteArray, QByteArray>& environment, TextFiller& filler) {
    using workspace::ProxyChoice;
    http::SendOptions options;
    options.timeout = settings.timeout;
    options.connectTimeout = settings.connectTimeout;
    options.version = settings.version;
    options.family = settings.family;
    options.verifyTls = settings.verifyTls;
    options.caFile = pathBelow(folder, filler.plain(settings.caFile, QStringLiteral("CA file's name")));
    if (settings.proxy == ProxyChoice::System)
        options.proxy = http::systemProxy(url, environment);
    else if (settings.proxy == ProxyChoice::Manual)
        options.proxy = manualProxy(settings.proxyUrl, filler);
    for (const auto& entry : settings.resolve)
        options.resolve.push_back(filler.plain(entry, QStringLiteral("host override")));
    return options;
}

} // namespace knockback::session
