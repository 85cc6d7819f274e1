// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace knockback::connectivity {

struct NameServer {
    QByteArray address; // an IP address
    int port = 53;
    bool operator==(const NameServer&) const = default;

    // "1.1.1.1", "[::1]:5353"
    [[nodiscard]] QByteArray text() const;
};

// "1.1.1.1", "1.1.1.1:5353", "2606:4700::1111", "[::1]:5353"; nothing for names and nonsense.
[[nodiscard]] std::optional<NameServer> parseNameServer(const QByteArray& text);

// The servers of a resolv.conf, in order.
[[nodiscard]] std::vector<NameServer> nameServersOf(const QByteArray& resolvConf);

} // namespace knockback::connectivity
