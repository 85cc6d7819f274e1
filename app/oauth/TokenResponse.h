// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/Secret.h"

#include <QByteArray>

#include <optional>

namespace knockback::oauth {

// What a token endpoint said (RFC 6749 5.1, 5.2). The error's description is left out on purpose: servers are known to
// put the refresh token into it.
struct TokenResponse {
    base::Secret accessToken;
    base::Secret refreshToken; // empty: the old one stays good
    QByteArray tokenType;
    std::optional<base::Seconds> lifetime; // expires_in; nothing when absent, not a number, or not positive
    QByteArray error;
    std::optional<std::vector<QByteArray>> scopes; // nothing: those that were asked for
};

// Nothing when the body is not a JSON object.
[[nodiscard]] std::optional<TokenResponse> parseTokenResponse(const QByteArray& body);

// When the new access token ends: its lifetime from the moment the request was sent, else what the token says itself
// when it is a JWT (RFC 7519 4.1.4), else unknown.
[[nodiscard]] std::optional<base::WallTime> expiryOf(const TokenResponse& response, base::WallTime sentAt);

} // namespace knockback::oauth
