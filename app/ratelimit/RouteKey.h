// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <tuple>

namespace knockback::ratelimit {

// Where an attempt goes, as far as buckets are concerned.
struct RouteKey {
    QByteArray provider; // catalogue id, or the host when unknown
    QByteArray host;
    QByteArray credential; // name; empty = anonymous, so per IP
    // The endpoint, for providers that count per route (endpointOf); empty = not told apart: then such a limit holds
    // for the whole host.
    QByteArray endpoint = {};

    friend bool operator==(const RouteKey& a, const RouteKey& b) {
        return std::tie(a.host, a.credential, a.endpoint) == std::tie(b.host, b.credential, b.endpoint);
    }
};

// What a per-route limit counts: the method and the path without its query, with the parts that look like identifiers
// (numbers, UUIDs, long hex) replaced by "*": "GET /channels/*/messages".
[[nodiscard]] QByteArray endpointOf(const QByteArray& method, const QByteArray& path);

} // namespace knockback::ratelimit
