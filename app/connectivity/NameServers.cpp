// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/NameServers.h"

#include "app/http/SocketAddress.h"

#include <QList>

namespace knockback::connectivity {

QByteArray NameServer::text() const {
    const bool v6 = address.contains(':');
    if (port == 53)
        return address;
    return (v6 ? '[' + address + ']' : address) + ':' + QByteArray::number(port);
}

std::optional<NameServer> parseNameServer(const QByteArray& text) {
    const QByteArray trimmed = text.trimmed();
    if (http::isAddress(trimmed) && !trimmed.startsWith('['))
        return NameServer{trimmed};
    const qsizetype colon = trimmed.lastIndexOf(':');
    const QByteArray host = colon < 0 ? trimmed : trimmed.first(colon);
    bool ok = colon < 0;
    const int port = colon < 0 ? 53 : trimmed.sliced(colon + 1).toInt(&ok);
    const bool bracketed = host.startsWith('[') && host.endsWith(']');
    const QByteArray address = bracketed ? host.sliced(1, host.size() - 2) : host;
    if (!ok || port < 1 || port > 65535 || !http::isAddress(address) || address.contains(':') != bracketed)
        return std::nullopt;
    return NameServer{address, port};
}

std::vector<NameServer> nameServersOf(const QByteArray& resolvConf) {
    std::vector<NameServer> servers;
    for (const QByteArray& raw : resolvConf.split('\n')) {
        const QByteArray line = raw.simplified();
        if (!line.startsWith("nameserver "))
            continue;
        const QByteArray address = line.sliced(11).split(' ').front();
        if (http::isAddress(address))
            servers.push_back({address});
    }
    return servers;
}

} // namespace knockback::connectivity
