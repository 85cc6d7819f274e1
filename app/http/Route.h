// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"

#include <QByteArray>

#include <optional>

namespace knockback::http {

// One "host:port:address" of SendOptions::resolve.
struct AddressOverride {
    QByteArray host; // empty: any
    QByteArray port;
    QByteArray address; // without brackets; the first one when several are written

    // "host:port:[address]:port", as the library takes it for one transfer.
    [[nodiscard]] QByteArray connectToLine() const;
};

// Empty when the text is no override.
[[nodiscard]] std::optional<AddressOverride> parseOverride(const QByteArray& text);

// "proxy.example:3128" of a proxy's URL, without its password.
[[nodiscard]] QByteArray proxyAuthority(const QByteArray& proxy);

// The host that the connection goes to: the proxy's, an overridden address, or the URL's own.
[[nodiscard]] QByteArray connectionHost(const Request& request);

} // namespace knockback::http
