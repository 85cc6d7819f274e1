// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <functional>
#include <map>

namespace knockback::http {

// The proxy that the environment names for `url`, by curl's rules: http_proxy (lower case only), https_proxy or
// HTTPS_PROXY, all_proxy or ALL_PROXY, and the exceptions of no_proxy or NO_PROXY (names, leading dots, addresses,
// networks as 10.0.0.0/8, "*"; any with ":port" for that port alone). This machine itself (localhost, 127.0.0.0/8, ::1)
// never goes through one. A proxy without a scheme is an http:// one. Empty = none.
[[nodiscard]] QByteArray systemProxy(const QByteArray& url, const std::map<QByteArray, QByteArray>& environment);

} // namespace knockback::http
