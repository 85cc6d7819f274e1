// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace knockback::vault {

// A host as it is compared: lower case, punycode, no trailing dot, IPv6 without brackets in its shortest form.
struct Authority {
    QByteArray host;
    int port = 0; // 0 = the scheme's own
    bool operator==(const Authority&) const = default;
};

// "host", "host:port", "[::1]:port". Nothing for user info, a bad port, an empty or impossible name.
[[nodiscard]] std::optional<Authority> parseAuthority(QByteArrayView text);

// Whether `pattern` ("host", "host:port", "*.example.com", "*.example.com:8443") covers the target. A pattern without a
// port means the scheme's own port only; a star stands for one or more whole labels of a name, never for an address.
[[nodiscard]] bool hostMatches(QByteArrayView pattern, const Authority& target);

// Whether this is a pattern that can match anything at all; for telling people about typing errors.
[[nodiscard]] bool isHostPattern(QByteArrayView pattern);

// 127.0.0.0/8, ::1, localhost and names under it (RFC 6761 6.3).
[[nodiscard]] bool isLoopback(const Authority& authority);

} // namespace knockback::vault
