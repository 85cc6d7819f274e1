// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/http/Body.h"

namespace knockback::vault {

enum class HmacHash { Sha256, Sha512 };

// RFC 2104 with a hash of FIPS 180-4; the key stays in guarded memory.
[[nodiscard]] base::Secret hmac(HmacHash hash, const base::Secret& key, QByteArrayView text);

[[nodiscard]] QByteArray sha256(QByteArrayView bytes);
// Piece by piece: it may lie in a file.
[[nodiscard]] QByteArray bodySha256(const http::Body& body);

} // namespace knockback::vault
