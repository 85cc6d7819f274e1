// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CookieScope.h"

#include "app/http/SocketAddress.h"

#include <QUrl>

#include <algorithm>

#include <libpsl.h>

namespace knockback::http {

QByteArray canonicalHost(const QByteArray& host) {
    const bool ascii =
        std::all_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return ascii ? host.toLower() : QUrl::toAce(QString::fromUtf8(host));
}

bool domainMatches(const QByteArray& host, const QByteArray& domain) {
    if (host == domain)
        return true;
    return !domain.isEmpty() && host.endsWith('.' + domain) && !isAddress(host);
}

bool isSharedDomain(const QByteArray& domain) {
    return isAddress(domain) || psl_is_public_suffix(psl_builtin(), domain.constData()) == 1;
}

QByteArray defaultCookiePath(QByteArrayView requestPath) {
    const qsizetype last = requestPath.lastIndexOf('/');
    return requestPath.startsWith('/') && last > 0 ? requestPath.first(last).toByteArray() : QByteArray("/");
}

bool pathMatches(QByteArrayView requestPath, QByteArrayView cookiePath) {
    if (!requestPath.startsWith(cookiePath))
        return false;
    return requestPath.size() == cookiePath.size() || cookiePath.endsWith('/') || requestPath[cookiePath.size()] == '/';
}

} // namespace knockback::http
