// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/SystemProxy.h"

#include "app/http/IpNetwork.h"
#include "app/http/Url.h"

#include <QList>

#include <algorithm>
#include <initializer_list>

namespace knockback::http {

namespace {

using Environment = std::map<QByteArray, QByteArray>;

// The first of them that is not empty.
QByteArray firstOf(const Environment& environment, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (const auto entry = environment.find(name); entry != environment.end() && !entry->second.isEmpty())
            return entry->second;
    return {};
}

bool isThisMachine(const UrlParts& url) {
    if (url.host == "localhost" || url.host.endsWith(".localhost"))
        return true;
    const auto address = parseNetwork(url.host);
    return address && (parseNetwork("127.0.0.0/8")->contains(*address) || parseNetwork("::1")->contains(*address));
}

QByteArray withoutTrailingDot(QByteArray name) {
    if (name.endsWith('.'))
        name.chop(1);
    return name;
}

// Splits ":8080" off the exception; 0 when it has none. An IPv6 address needs brackets for it.
int takePort(QByteArray& exception) {
    const qsizetype colon = exception.lastIndexOf(':');
    const bool bare = exception.count(':') > 1 && !exception.contains("]:");
    if (colon < 0 || bare)
        return 0;
    bool ok = false;
    const int port = exception.mid(colon + 1).toInt(&ok);
    if (!ok || port <= 0)
        return 0;
    exception.truncate(colon);
    return port;
}

bool covers(QByteArray exception, const UrlParts& url) {
    if (const int port = takePort(exception); port != 0 && port != url.port)
        return false;
    if (const auto address = parseNetwork(url.host)) {
        const auto network = parseNetwork(exception);
        return network && network->contains(*address);
    }
    // ".example.com" and "example.com" both mean the domain and all below it.
    QByteArray domain = withoutTrailingDot(exception.toLower());
    if (domain.startsWith('.'))
        domain.remove(0, 1);
    const QByteArray host = withoutTrailingDot(url.host);
    return !domain.isEmpty() && (host == domain || host.endsWith('.' + domain));
}

bool isExcepted(const QByteArray& exceptions, const UrlParts& url) {
    if (exceptions.trimmed() == "*")
        return true;
    QByteArray list = exceptions;
    list.replace(' ', ',').replace('\t', ',');
    const auto entries = list.split(',');
    return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return covers(entry, url); });
}

} // namespace

QByteArray systemProxy(const QByteArray& url, const Environment& environment) {
    const auto parts = parseUrl(url);
    if (!parts || isThisMachine(*parts) || isExcepted(firstOf(environment, {"no_proxy", "NO_PROXY"}), *parts))
        return {};
    // HTTP_PROXY in capitals is what a web server sets from a client's Proxy header.
    QByteArray proxy = parts->scheme == "https" ? firstOf(environment, {"https_proxy", "HTTPS_PROXY"})
                                                : firstOf(environment, {"http_proxy"});
    if (proxy.isEmpty())
        proxy = firstOf(environment, {"all_proxy", "ALL_PROXY"});
    return proxy.isEmpty() || proxy.contains("://") ? proxy : "http://" + proxy;
}

} // namespace knockback::http
