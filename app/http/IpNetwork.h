// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <array>
#include <optional>

namespace knockback::http {

// An address, or a network of them: "10.0.0.0/8", "fd00::/8". IPv4 and IPv6 never meet.
struct IpNetwork {
    std::array<unsigned char, 16> bytes{};
    bool v6 = false;
    int bits = 0; // of the prefix

    [[nodiscard]] bool contains(const IpNetwork& address) const;
};

// Without a length the network is that one address. Brackets around an IPv6 address and a zone are passed over.
[[nodiscard]] std::optional<IpNetwork> parseNetwork(const QByteArray& text);

} // namespace knockback::http
