// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SocketAddress.h"

#include <array>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace knockback::http {

QByteArray hostAndPort(const QByteArray& host, int port) {
    return (host.contains(':') ? '[' + host + ']' : host) + ':' + QByteArray::number(port);
}

QByteArray addressText(const sockaddr* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const void* bytes = nullptr;
    in_port_t port = 0;
    if (address->sa_family == AF_INET) {
        const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
        bytes = &v4->sin_addr;
        port = v4->sin_port;
    } else if (address->sa_family == AF_INET6) {
        const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
        bytes = &v6->sin6_addr;
        port = v6->sin6_port;
    }
    if (!bytes || !::inet_ntop(address->sa_family, bytes, text.data(), text.size()))
        return {};
    return hostAndPort(QByteArray(text.data()), ntohs(port));
}

bool isAddress(QByteArray host) {
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.mid(1, host.size() - 2);
    if (const qsizetype zone = host.indexOf('%'); zone >= 0)
        host.truncate(zone);
    in6_addr unused{};
    return ::inet_pton(AF_INET, host.constData(), &unused) == 1 ||
           ::inet_pton(AF_INET6, host.constData(), &unused) == 1;
}

} // namespace knockback::http
