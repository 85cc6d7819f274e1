// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/Jose.h"

namespace knockback::oauth {

// Proof Key for Code Exchange, S256 only (RFC 7636). The verifier is a secret until the code is exchanged.
struct Pkce {
    base::Secret verifier;
    QByteArray challenge;
};
[[nodiscard]] Pkce makePkce(base::RandomSource& random);

// base64url of SHA-256 (4.2).
[[nodiscard]] QByteArray challengeOf(QByteArrayView verifier);

} // namespace knockback::oauth
