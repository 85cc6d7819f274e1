// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Url.h"

#include "app/http/PercentCoding.h"

#include <algorithm>

namespace knockback::http {

namespace {

int defaultPort(QByteArrayView scheme) {
    return scheme == "https" ? 443 : 80;
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// What no client reads in two ways: a host that one parser takes for something else than the next is how credentials
// get to the wrong place.
bool isHostChar(char c) {
    return !isControl(c) && !QByteArrayView(" \"#%/:<>?@[\\]^`{|}").contains(c);
}

bool isIpv6Char(char c) {
    return hexDigit(c) >= 0 || c == ':' || c == '.';
}

// The port's number; nothing when it is not one.
std::optional<int> parsePort(QByteArrayView digits) {
    if (digits.isEmpty() || digits.size() > 5)
        return std::nullopt;
    int port = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9')
            return std::nullopt;
        port = port * 10 + (c - '0');
    }
    return port <= 65535 ? std::optional(port) : std::nullopt;
}

// "[::1]:8080" or "host:8080" into host, port and portWritten.
bool parseHostAndPort(QByteArrayView text, UrlParts& parts) {
    QByteArrayView rest;
    if (text.startsWith('[')) {
        const qsizetype close = text.indexOf(']');
        if (close < 2)
            return false;
        const QByteArrayView address = text.sliced(1, close - 1);
        const qsizetype zone = address.indexOf('%');
        const QByteArrayView numbers = zone < 0 ? address : address.first(zone);
        if (!std::all_of(numbers.begin(), numbers.end(), isIpv6Char) || !numbers.contains(':'))
            return false;
        parts.host = address.toByteArray().toLower();
        rest = text.sliced(close + 1);
        if (!rest.isEmpty() && rest[0] != ':')
            return false;
    } else {
        const qsizetype colon = text.indexOf(':');
        const QByteArrayView name = colon < 0 ? text : text.first(colon);
        if (name.isEmpty() || !std::all_of(name.begin(), name.end(), isHostChar))
            return false;
        parts.host = name.toByteArray().toLower();
        rest = colon < 0 ? QByteArrayView() : text.sliced(colon);
    }
    parts.port = defaultPort(parts.scheme);
    if (rest.size() <= 1)
        return true; // "host" and "host:" mean the default port
    const auto port = parsePort(rest.sliced(1));
    parts.port = port.value_or(0);
    parts.portWritten = port.has_value();
    return port.has_value();
}

bool parseAuthority(QByteArrayView text, UrlParts& parts) {
    const qsizetype at = text.indexOf('@');
    if (at >= 0) {
        const QByteArrayView userInfo = text.first(at);
        if (userInfo.contains('\\'))
            return false;
        parts.userInfo = userInfo.toByteArray();
        text = text.sliced(at + 1); // a second '@' is no host character, so it fails below
    }
    return parseHostAndPort(text, parts);
}

QByteArrayView takeScheme(QByteArrayView& url) {
    for (const QByteArrayView scheme : {QByteArrayView("http"), QByteArrayView("https")}) {
        const qsizetype length = scheme.size();
        if (url.size() > length + 3 && url.first(length).compare(scheme, Qt::CaseInsensitive) == 0 &&
            url.sliced(length, 3) == "://") {
            url = url.sliced(length + 3);
            return scheme;
        }
    }
    return {};
}

qsizetype indexOfAny(QByteArrayView text, QByteArrayView chars) {
    const auto found = std::find_if(text.begin(), text.end(), [&](char c) { return chars.contains(c); });
    return found - text.begin();
}

} // namespace

QByteArray UrlParts::origin() const {
    return scheme + "://" + authority();
}

QByteArray UrlParts::authority() const {
    const QByteArray name = host.contains(':') ? '[' + host + ']' : host;
    return port == defaultPort(scheme) ? name : name + ':' + QByteArray::number(port);
}

std::optional<UrlParts> parseUrl(QByteArrayView url) {
    if (std::any_of(url.begin(), url.end(), isControl))
        return std::nullopt;
    UrlParts parts;
    parts.scheme = takeScheme(url).toByteArray();
    if (parts.scheme.isEmpty())
        return std::nullopt;
    const qsizetype authorityEnd = indexOfAny(url, "/?#");
    if (!parseAuthority(url.first(authorityEnd), parts))
        return std::nullopt;

    QByteArrayView rest = url.sliced(authorityEnd);
    if (const qsizetype hash = rest.indexOf('#'); hash >= 0) {
        parts.fragment = rest.sliced(hash + 1).toByteArray();
        rest = rest.first(hash);
    }
    if (const qsizetype mark = rest.indexOf('?'); mark >= 0) {
        parts.query = rest.sliced(mark + 1).toByteArray();
        rest = rest.first(mark);
    }
    parts.path = rest.isEmpty() ? QByteArray("/") : rest.toByteArray();
    return parts;
}

std::vector<QueryParam> parseQuery(QByteArrayView query) {
    std::vector<QueryParam> params;
    while (!query.isEmpty()) {
        const qsizetype end = indexOfAny(query, "&");
        const QByteArrayView raw = query.first(end);
        query = query.sliced(std::min(end + 1, query.size()));
        if (raw.isEmpty())
            continue;
        const qsizetype equals = indexOfAny(raw, "=");
        params.push_back({percentDecode(raw.first(equals), PlusSign::Space),
                          percentDecode(raw.sliced(std::min(equals + 1, raw.size())), PlusSign::Space),
                          raw.toByteArray()});
    }
    return params;
}

} // namespace knockback::http
