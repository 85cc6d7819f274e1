// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArray>

#include <optional>

namespace knockback::http {

enum class SameSite { Unset, None, Lax, Strict };

// One cookie of a jar (RFC 6265bis 5.6). Its value is as secret as a token.
struct Cookie {
    QByteArray name = {};
    QByteArray value = {};
    QByteArray domain = {}; // lower case, without a leading dot
    bool hostOnly = true;   // sent to `domain` alone, not to hosts below it
    QByteArray path = "/";
    bool secure = false;
    bool httpOnly = false;
    SameSite sameSite = SameSite::Unset;
    std::optional<base::WallTime> expiresAt; // nothing = until the program ends
    base::WallTime createdAt{};
    bool operator==(const Cookie&) const = default;
};

} // namespace knockback::http
