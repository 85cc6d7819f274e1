// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Cookie.h"

#include <QByteArrayView>

namespace knockback::http {

// One Set-Cookie field as it is written, before anybody asked whether its server may set it (RFC 6265bis 5.6).
struct SetCookie {
    QByteArray name; // may be empty: "value" alone is a cookie too
    QByteArray value;
    QByteArray domain; // lower case, without a leading dot; empty = not given
    QByteArray path;   // empty = not given, or not one
    bool secure = false;
    bool httpOnly = false;
    SameSite sameSite = SameSite::Unset;
    std::optional<base::WallTime> expiresAt; // of Max-Age, which beats Expires; at most 400 days from now
};

// Nothing when the field must be ignored: control characters, a name and value of more than 4096 bytes, or neither.
[[nodiscard]] std::optional<SetCookie> parseSetCookie(QByteArrayView field, base::WallTime now);

} // namespace knockback::http
