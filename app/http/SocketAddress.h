// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

struct sockaddr;

namespace knockback::http {

// "192.0.2.1:443", "[2001:db8::1]:443"
[[nodiscard]] QByteArray hostAndPort(const QByteArray& host, int port);
// The same of an IPv4 or IPv6 socket address; empty for other families.
[[nodiscard]] QByteArray addressText(const sockaddr* address);
// Whether nothing has to be looked up for it: "192.0.2.1", "2001:db8::1", "[::1]".
[[nodiscard]] bool isAddress(QByteArray host);

} // namespace knockback::http
