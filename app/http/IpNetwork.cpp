// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/IpNetwork.h"

#include <arpa/inet.h>

namespace knockback::http {

bool IpNetwork::contains(const IpNetwork& address) const {
    if (v6 != address.v6 || address.bits < bits)
        return false;
    for (int i = 0; i < bits; ++i) {
        const auto byte = static_cast<std::size_t>(i / 8);
        const int mask = 0x80 >> (i % 8);
        if ((bytes[byte] & mask) != (address.bytes[byte] & mask))
            return false;
    }
    return true;
}

std::optional<IpNetwork> parseNetwork(const QByteArray& text) {
    const qsizetype slash = text.indexOf('/');
    QByteArray address = slash < 0 ? text : text.left(slash);
    if (address.startsWith('[') && address.endsWith(']'))
        address = address.mid(1, address.size() - 2);
    if (const qsizetype zone = address.indexOf('%'); zone >= 0)
        address.truncate(zone);

    IpNetwork network;
    network.v6 = address.contains(':');
    if (::inet_pton(network.v6 ? AF_INET6 : AF_INET, address.constData(), network.bytes.data()) != 1)
        return std::nullopt;
    const int width = network.v6 ? 128 : 32;
    network.bits = width;
    if (slash >= 0) {
        bool ok = false;
        network.bits = text.mid(slash + 1).toInt(&ok);
        if (!ok || network.bits < 0 || network.bits > width)
            return std::nullopt;
    }
    return network;
}

} // namespace knockback::http
