// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/Check.h"
#include "app/http/Route.h"
#include "app/http/SocketAddress.h"
#include "app/http/Url.h"

namespace knockback::connectivity {

QString whyNoCheck(const CheckOrder& order) {
    const auto url = http::parseUrl(order.url);
    if (!url || url->host.isEmpty() || url->host.contains("{{"))
        return QStringLiteral("“%1” is not a full URL: write it as https://host/path.")
            .arg(QString::fromUtf8(order.url));
    return {};
}

QStringList contactsOf(const CheckOrder& order) {
    const auto url = http::parseUrl(order.url);
    if (!url)
        return {};
    const QString host = QString::fromUtf8(url->host);
    const QString server = QString::fromUtf8(http::hostAndPort(url->host, url->port));
    const bool proxied = !order.proxy.isEmpty();
    QStringList list;
    if (proxied) {
        const QString proxy = QString::fromUtf8(http::proxyAuthority(order.proxy));
        list
            << QStringLiteral("Your proxy %1: a connection, and one HEAD request for %2 through it").arg(proxy, server);
        return list;
    }
    if (!http::isAddress(url->host)) {
        list << QStringLiteral("Your system's resolver: the name %1").arg(host);
        if (order.otherServer)
            list << QStringLiteral("%1: the name %2 (DNS over UDP, TCP for a long answer)")
                        .arg(QString::fromUtf8(order.otherServer->text()), host);
    }
    list << (http::isAddress(url->host)
                 ? QStringLiteral("%1: a connection, and one HEAD request without a credential")
                 : QStringLiteral(
                       "%1: a connection over IPv4 and over IPv6, and one HEAD request without a credential"))
                .arg(server);
    if (url->scheme == "https")
        list << QStringLiteral("%1, only if that fails: one HEAD request over plain HTTP, to see who answers")
                    .arg(QString::fromUtf8(http::hostAndPort(url->host, 80)));
    return list;
}

} // namespace knockback::connectivity
