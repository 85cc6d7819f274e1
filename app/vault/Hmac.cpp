// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/Hmac.h"

#include <sodium.h>

namespace knockback::vault {

namespace {
const unsigned char* bytesOf(QByteArrayView view) {
    return reinterpret_cast<const unsigned char*>(view.data());
}
std::size_t sizeOf(QByteArrayView view) {
    return static_cast<std::size_t>(view.size());
}
} // namespace

base::Secret hmac(HmacHash hash, const base::Secret& key, QByteArrayView text) {
    if (hash == HmacHash::Sha512) {
        base::Secret mac = base::Secret::zeros(crypto_auth_hmacsha512_BYTES);
        crypto_auth_hmacsha512_state state;
        crypto_auth_hmacsha512_init(&state, key.data(), sizeOf(key.reveal()));
        crypto_auth_hmacsha512_update(&state, bytesOf(text), sizeOf(text));
        crypto_auth_hmacsha512_final(&state, mac.data());
        sodium_memzero(&state, sizeof state);
        return mac;
    }
    base::Secret mac = base::Secret::zeros(crypto_auth_hmacsha256_BYTES);
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.data(), sizeOf(key.reveal()));
    crypto_auth_hmacsha256_update(&state, bytesOf(text), sizeOf(text));
    crypto_auth_hmacsha256_final(&state, mac.data());
    sodium_memzero(&state, sizeof state);
    return mac;
}

QByteArray sha256(QByteArrayView bytes) {
    QByteArray digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), bytesOf(bytes), sizeOf(bytes));
    return digest;
}

QByteArray bodySha256(const http::Body& body) {
    constexpr qint64 piece = 64 * 1024;
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (qint64 at = 0; at < body.size(); at += piece) {
        const QByteArray bytes = body.read(at, piece);
        crypto_hash_sha256_update(&state, bytesOf(bytes), sizeOf(bytes));
    }
    QByteArray digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

} // namespace knockback::vault
