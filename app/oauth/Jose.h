// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/oauth/SigningKey.h"

#include <QJsonObject>

namespace knockback::oauth {

// RFC 4648 5, without padding.
[[nodiscard]] QByteArray base64Url(QByteArrayView bytes);
// Nothing when it is not exactly that.
[[nodiscard]] std::optional<QByteArray> fromBase64Url(QByteArrayView text);

// 256 random bits as 43 characters: for states, verifiers, nonces and the ids of assertions.
[[nodiscard]] QByteArray randomToken(base::RandomSource& random);

// A signed JWT in compact form (RFC 7515 3.1). `alg` is added to the header.
[[nodiscard]] QByteArray signedJwt(QJsonObject header, const QJsonObject& claims, const SigningKey& key);
// HS256.
[[nodiscard]] QByteArray signedJwt(QJsonObject header, const QJsonObject& claims, const base::Secret& key);

// The claims of a JWT whose signature is not checked here; nothing when it is none. For what a server says of its own
// token, never for a decision about who somebody is.
[[nodiscard]] std::optional<QJsonObject> unverifiedClaims(QByteArrayView jwt);

} // namespace knockback::oauth
