// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/CookieJar.h"

#include "app/http/CookieScope.h"
#include "app/http/SetCookie.h"
#include "app/http/Url.h"

#include <algorithm>
#include <tuple>

namespace knockback::http {

namespace {

// What a request's URL means to cookies.
struct Asked {
    QByteArray host;
    QByteArray path;
    bool secure = false;
};

std::optional<Asked> askedFor(const QByteArray& url) {
    const auto parts = parseUrl(url);
    if (!parts)
        return std::nullopt;
    return Asked{canonicalHost(parts->host), parts->path, parts->scheme == "https"};
}

bool isExpired(const Cookie& cookie, base::WallTime now) {
    return cookie.expiresAt && *cookie.expiresAt <= now;
}

bool isSame(const Cookie& a, const Cookie& b) {
    return std::tie(a.name, a.domain, a.hostOnly, a.path) == std::tie(b.name, b.domain, b.hostOnly, b.path);
}

bool hasPrefix(const QByteArray& text, QByteArrayView prefix) {
    return QByteArrayView(text).first(std::min(prefix.size(), text.size())).compare(prefix, Qt::CaseInsensitive) == 0;
}

// The promises that a name makes (RFC 6265bis 4.1.3).
bool keepsPrefix(const Cookie& cookie, bool pathGiven) {
    if (hasPrefix(cookie.name, "__Secure-"))
        return cookie.secure;
    if (hasPrefix(cookie.name, "__Host-"))
        return cookie.secure && cookie.hostOnly && pathGiven && cookie.path == "/";
    // Sent without its "=", such a value would read as a name.
    return !cookie.name.isEmpty() || (!hasPrefix(cookie.value, "__Secure-") && !hasPrefix(cookie.value, "__Host-"));
}

// The cookie that the field makes when an answer from `asked` carries it (RFC 6265bis 5.7).
std::optional<Cookie> accepted(SetCookie field, const Asked& asked, base::WallTime now) {
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (!std::all_of(field.domain.begin(), field.domain.end(), isAscii))
        return std::nullopt;
    if (field.domain == asked.host && isSharedDomain(field.domain))
        field.domain.clear(); // it means itself alone
    if (!field.domain.isEmpty() && (isSharedDomain(field.domain) || !domainMatches(asked.host, field.domain)))
        return std::nullopt;
    if (field.secure && !asked.secure)
        return std::nullopt;
    if (field.sameSite == SameSite::None && !field.secure)
        return std::nullopt;

    Cookie cookie;
    cookie.name = field.name;
    cookie.value = field.value;
    cookie.hostOnly = field.domain.isEmpty();
    cookie.domain = cookie.hostOnly ? asked.host : field.domain;
    cookie.path = field.path.isEmpty() ? defaultCookiePath(asked.path) : field.path;
    cookie.secure = field.secure;
    cookie.httpOnly = field.httpOnly;
    cookie.sameSite = field.sameSite;
    cookie.expiresAt = field.expiresAt;
    cookie.createdAt = now;
    return keepsPrefix(cookie, !field.path.isEmpty()) ? std::optional(cookie) : std::nullopt;
}

// A cookie set in the clear must not stand over one that only TLS may set.
bool shadowsSecure(const Cookie& cookie, const std::vector<Cookie>& jar, base::WallTime now) {
    return std::any_of(jar.begin(), jar.end(), [&](const Cookie& old) {
        return old.secure && old.name == cookie.name && !isExpired(old, now) &&
               (domainMatches(cookie.domain, old.domain) || domainMatches(old.domain, cookie.domain)) &&
               pathMatches(cookie.path, old.path);
    });
}

// Drops the first cookie in the order of `before` among those that `which` picks.
template <typename Which, typename Before>
void dropOne(std::vector<Cookie>& jar, Which which, Before before) {
    auto worst = jar.end();
    for (auto it = jar.begin(); it != jar.end(); ++it)
        if (which(*it) && (worst == jar.end() || before(*it, *worst)))
            worst = it;
    if (worst != jar.end())
        jar.erase(worst);
}

// Keeps the limits after `domain` got one more: what is not Secure goes first, then what is oldest.
void keepLimits(std::vector<Cookie>& jar, const QByteArray& domain) {
    const auto ofDomain = [&](const Cookie& c) { return c.domain == domain; };
    if (std::count_if(jar.begin(), jar.end(), ofDomain) > CookieJar::mostOfOneDomain)
        dropOne(jar, ofDomain, [](const Cookie& a, const Cookie& b) {
            return std::tie(a.secure, a.createdAt) < std::tie(b.secure, b.createdAt);
        });
    if (jar.size() > CookieJar::mostOfAll)
        dropOne(
            jar, [](const Cookie&) { return true; },
            [](const Cookie& a, const Cookie& b) { return a.createdAt < b.createdAt; });
}

} // namespace

bool CookieJar::take(const QByteArray& url, const HeaderList& answer, base::WallTime now) {
    const auto asked = askedFor(url);
    const auto fields = answer.values("Set-Cookie");
    if (!asked || fields.empty())
        return false;
    std::erase_if(m_cookies, [&](const Cookie& c) { return isExpired(c, now); });
    const std::vector<Cookie> before = m_cookies;
    for (const QByteArray& text : fields) {
        auto field = parseSetCookie(text, now);
        auto cookie = field ? accepted(std::move(*field), *asked, now) : std::nullopt;
        if (!cookie || (!asked->secure && shadowsSecure(*cookie, m_cookies, now)))
            continue;
        if (isExpired(*cookie, now))
            remove(*cookie);
        else
            put(std::move(*cookie));
    }
    return m_cookies != before;
}

QByteArray CookieJar::valueFor(const QByteArray& url, base::WallTime now) const {
    const auto asked = askedFor(url);
    if (!asked)
        return {};
    std::vector<const Cookie*> fitting;
    for (const Cookie& cookie : m_cookies) {
        const bool host = cookie.hostOnly ? asked->host == cookie.domain : domainMatches(asked->host, cookie.domain);
        if (host && pathMatches(asked->path, cookie.path) && (asked->secure || !cookie.secure) &&
            !isExpired(cookie, now))
            fitting.push_back(&cookie);
    }
    std::stable_sort(fitting.begin(), fitting.end(), [](const Cookie* a, const Cookie* b) {
        return a->path.size() != b->path.size() ? a->path.size() > b->path.size() : a->createdAt < b->createdAt;
    });
    QByteArray line;
    for (const Cookie* cookie : fitting) {
        if (!line.isEmpty())
            line += "; ";
        line += cookie->name.isEmpty() ? cookie->value : cookie->name + '=' + cookie->value;
    }
    return line;
}

std::vector<Cookie> CookieJar::cookies(base::WallTime now) const {
    std::vector<Cookie> live;
    std::copy_if(m_cookies.begin(), m_cookies.end(), std::back_inserter(live),
                 [&](const Cookie& c) { return !isExpired(c, now); });
    std::stable_sort(live.begin(), live.end(), [](const Cookie& a, const Cookie& b) {
        return std::tie(a.domain, a.path, a.name) < std::tie(b.domain, b.path, b.name);
    });
    return live;
}

void CookieJar::put(Cookie cookie) {
    cookie.domain = canonicalHost(cookie.domain.startsWith('.') ? cookie.domain.mid(1) : cookie.domain);
    if (!cookie.path.startsWith('/'))
        cookie.path = "/";
    const auto old =
        std::find_if(m_cookies.begin(), m_cookies.end(), [&](const Cookie& c) { return isSame(c, cookie); });
    if (old != m_cookies.end()) {
        cookie.createdAt = old->createdAt; // it keeps its place among the others
        *old = std::move(cookie);
        return;
    }
    const QByteArray domain = cookie.domain;
    m_cookies.push_back(std::move(cookie));
    keepLimits(m_cookies, domain);
}

bool CookieJar::remove(const Cookie& cookie) {
    return std::erase_if(m_cookies, [&](const Cookie& c) { return isSame(c, cookie); }) > 0;
}

} // namespace knockback::http
