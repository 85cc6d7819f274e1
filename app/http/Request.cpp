// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/Request.h"

#include "app/http/Url.h"

#include <algorithm>
#include <array>

namespace knockback::http {

namespace {

bool isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 9110 5.6.2
bool isToken(QByteArrayView text) {
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return isAlphanumeric(c) || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isControl(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// What can be part of "user@host:port". Anything else there is read differently by different programs, and a check of
// the host must mean the host that is connected to.
bool fitsAuthority(char c) {
    return isAlphanumeric(c) || static_cast<unsigned char>(c) >= 0x80 ||
           QByteArrayView("-._~!$&'()*+,;=:[]%@").contains(c);
}

QByteArrayView authorityOf(QByteArrayView url) {
    const qsizetype start = url.indexOf("//") + 2;
    const auto end =
        std::find_if(url.begin() + start, url.end(), [](char c) { return c == '/' || c == '?' || c == '#'; });
    return url.sliced(start, end - url.begin() - start);
}

QString problemWithUrl(const QByteArray& url) {
    if (url.isEmpty())
        return QStringLiteral("The request has no URL: enter one that begins with http:// or https://.");
    const auto bad = std::find_if(url.begin(), url.end(), [](char c) { return c == ' ' || isControl(c); });
    if (bad != url.end())
        return QStringLiteral("The URL has a %1 at character %2: write it percent-encoded.")
            .arg(*bad == ' ' ? QStringLiteral("space") : QStringLiteral("control character"))
            .arg(bad - url.begin() + 1);

    const QByteArray lower = url.left(8).toLower();
    if (!lower.startsWith("http://") && !lower.startsWith("https://"))
        return QStringLiteral("The URL is not an absolute http or https address: begin it with http:// or https://.");

    const QByteArrayView authority = authorityOf(url);
    const auto odd = std::find_if_not(authority.begin(), authority.end(), fitsAuthority);
    if (odd != authority.end())
        return QStringLiteral("The URL's host has the character “%1”, which no host name has.").arg(QLatin1Char(*odd));
    if (authority.contains('@'))
        return QStringLiteral("The URL carries a user name or password: put them into an Authorization header, where "
                              "they are seen and can be hidden.");
    const auto parts = parseUrl(url);
    if (!parts || parts->host.isEmpty())
        return QStringLiteral("The URL has no valid host and port: it should look like https://api.example.com/path.");
    return {};
}

// Names no part of it: a password may be anywhere in what is written wrongly.
QString problemWithProxy(const QByteArray& proxy) {
    if (proxy.isEmpty())
        return {};
    const qsizetype schemeEnd = proxy.indexOf("://");
    const QByteArray scheme = proxy.left(std::max<qsizetype>(schemeEnd, 0)).toLower();
    constexpr std::array<QByteArrayView, 4> known{"http", "https", "socks5", "socks5h"};
    if (std::find(known.begin(), known.end(), scheme) == known.end())
        return QStringLiteral("The proxy's address has no scheme that is known here: begin it with http://, https://, "
                              "socks5:// (names are looked up on this machine) or socks5h:// (by the proxy).");
    const auto parts = parseUrl("http" + proxy.mid(schemeEnd));
    if (!parts || parts->path != "/" || !parts->query.isEmpty() || !parts->fragment.isEmpty())
        return QStringLiteral("The proxy's address is not like http://proxy.example:3128: percent-encode what is "
                              "special in its user name and password.");
    return {};
}

QString problemWithHeader(const HeaderField& field) {
    if (field.name.isEmpty())
        return QStringLiteral("A header has no name: fill it in or remove the line.");
    if (!isToken(field.name))
        return QStringLiteral("The header name “%1” has a character that header names cannot have: use letters, digits "
                              "and hyphens.")
            .arg(QString::fromLatin1(field.name.toPercentEncoding()));
    const bool broken =
        std::any_of(field.value.begin(), field.value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    if (broken)
        return QStringLiteral("The value of header “%1” has a line break or a NUL byte: a header is one line.")
            .arg(QString::fromLatin1(field.name));
    return {};
}

} // namespace

bool isIdempotent(QByteArrayView method) {
    constexpr std::array<QByteArrayView, 6> names{"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"};
    return std::find(names.begin(), names.end(), method) != names.end();
}

QString problemWith(const Request& request) {
    if (!isToken(request.method))
        return QStringLiteral("The method is not one word of letters, digits and hyphens, such as GET or POST.");
    if (QString problem = problemWithUrl(request.url); !problem.isEmpty())
        return problem;
    for (const auto& field : request.headers)
        if (QString problem = problemWithHeader(field); !problem.isEmpty())
            return problem;
    return problemWithProxy(request.options.proxy);
}

} // namespace knockback::http
