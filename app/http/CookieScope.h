// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace knockback::http {

// A host as cookies compare it: lower case, international names in their ASCII form (RFC 6265bis 5.1.2).
[[nodiscard]] QByteArray canonicalHost(const QByteArray& host);

// Both canonical. The same, or `host` is a name below `domain`; an address has nothing below it (5.1.3).
[[nodiscard]] bool domainMatches(const QByteArray& host, const QByteArray& domain);

// A cookie for this domain would reach hosts of different owners: "com", "co.uk", "localhost", by the public suffix
// list that libpsl brings along; an address too.
[[nodiscard]] bool isSharedDomain(const QByteArray& domain);

// Where a cookie without a Path holds, by the path of the request that got it (5.1.4): "/a/b" gives "/a".
[[nodiscard]] QByteArray defaultCookiePath(QByteArrayView requestPath);
[[nodiscard]] bool pathMatches(QByteArrayView requestPath, QByteArrayView cookiePath);

} // namespace knockback::http
