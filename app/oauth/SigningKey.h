// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <memory>
#include <optional>

struct evp_pkey_st;

namespace knockback::oauth {

// A private key that signs JSON Web Tokens: RSA of at least 2048 bits (RS256) or P-256 (ES256; RFC 7518 3.3, 3.4).
// Cheap to copy; immutable; any thread.
class SigningKey {
public:
    // Nothing when it is no unencrypted PEM key of one of the two kinds.
    [[nodiscard]] static std::optional<SigningKey> fromPem(const base::Secret& pem);
    [[nodiscard]] static SigningKey generateP256();

    [[nodiscard]] base::Secret toPem() const;
    [[nodiscard]] QByteArray algorithm() const; // "RS256", "ES256"
    // The public half as a JWK (RFC 7517), members in the order and form of which the thumbprint is made.
    [[nodiscard]] QByteArray publicJwk() const;
    // RFC 7638, base64url of SHA-256.
    [[nodiscard]] QByteArray thumbprint() const;
    // The signature as a JWS carries it: for ES256 r and s, 32 bytes each.
    [[nodiscard]] QByteArray sign(QByteArrayView message) const;

private:
    explicit SigningKey(std::shared_ptr<evp_pkey_st> key) : m_key(std::move(key)) {}
    [[nodiscard]] bool isRsa() const;
    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace knockback::oauth
