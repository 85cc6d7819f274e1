// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Route.h"

#include "app/http/Url.h"

#include <QList>

namespace knockback::http {

namespace {

QByteArray bracketed(const QByteArray& host) {
    return host.contains(':') ? '[' + host + ']' : host;
}

QByteArray unbracketed(const QByteArray& host) {
    return host.startsWith('[') && host.endsWith(']') ? host.mid(1, host.size() - 2) : host;
}

} // namespace

QByteArray AddressOverride::connectToLine() const {
    return bracketed(host) + ':' + port + ':' + bracketed(address) + ':' + port;
}

std::optional<AddressOverride> parseOverride(const QByteArray& text) {
    const qsizetype hostEnd = text.startsWith('[') ? text.indexOf(']') + 1 : text.indexOf(':');
    const qsizetype portEnd = text.indexOf(':', hostEnd + 1);
    if (hostEnd <= 0 || portEnd < 0)
        return std::nullopt;
    AddressOverride found;
    found.host = unbracketed(text.left(hostEnd));
    if (found.host == "*")
        found.host.clear();
    found.port = text.mid(hostEnd + 1, portEnd - hostEnd - 1);
    found.address = unbracketed(text.mid(portEnd + 1).split(',').first());
    if (found.port.isEmpty() || found.address.isEmpty())
        return std::nullopt;
    return found;
}

QByteArray proxyAuthority(const QByteArray& proxy) {
    QByteArray rest = proxy;
    if (const qsizetype scheme = rest.indexOf("://"); scheme >= 0)
        rest.remove(0, scheme + 3);
    if (const qsizetype path = rest.indexOf('/'); path >= 0)
        rest.truncate(path);
    return rest.mid(rest.lastIndexOf('@') + 1);
}

QByteArray connectionHost(const Request& request) {
    if (!request.options.proxy.isEmpty()) {
        const auto proxy = parseUrl("http://" + proxyAuthority(request.options.proxy));
        return proxy ? proxy->host : QByteArray();
    }
    const auto url = parseUrl(request.url);
    if (!url)
        return {};
    for (const auto& text : request.options.resolve)
        if (const auto entry = parseOverride(text);
            entry && (entry->host.isEmpty() || entry->host.toLower() == url->host) && entry->port.toInt() == url->port)
            return entry->address;
    return url->host;
}

} // namespace knockback::http
