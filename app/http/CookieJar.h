// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Cookie.h"
#include "app/http/HeaderList.h"

#include <QByteArray>

#include <vector>

namespace knockback::http {

// The cookies that servers set, by the rules of RFC 6265bis (domain, path, expiry, Secure, prefixes, limits). A value
// without a lock or a clock: whoever owns it hands the time in. Only https is secure here, as the RFC has it: http to
// this machine neither sets nor gets a Secure cookie. SameSite is kept but holds nothing back: every request is the
// user's own.
class CookieJar {
public:
    static constexpr int mostOfOneDomain = 180;
    static constexpr std::size_t mostOfAll = 3000;

    // Stores what the Set-Cookie fields of an answer to `url` ask for, in order; ignores what the rules reject.
    // Says whether anything changed.
    bool take(const QByteArray& url, const HeaderList& answer, base::WallTime now);
    // The Cookie field's value for a request to `url`, longest path first; empty when there is none.
    [[nodiscard]] QByteArray valueFor(const QByteArray& url, base::WallTime now) const;

    // What has not expired, by domain, path and name.
    [[nodiscard]] std::vector<Cookie> cookies(base::WallTime now) const;
    // Adds a cookie, or replaces the one of the same domain (and hostOnly), path and name, whose time of creation
    // stays.
    void put(Cookie cookie);
    // The one of the same domain (and hostOnly), path and name; says whether there was one.
    bool remove(const Cookie& cookie);
    void clear() { m_cookies.clear(); }

private:
    std::vector<Cookie> m_cookies;
};

} // namespace knockback::http
