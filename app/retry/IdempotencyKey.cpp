// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/retry/IdempotencyKey.h"

#include <array>

namespace knockback::retry {

std::optional<QByteArray> idempotencyKey(const RetryPolicy& policy, const http::Request& request,
                                         base::RandomSource& random) {
    if (!policy.addIdempotencyKey || http::isIdempotent(request.method) || request.headers.contains("Idempotency-Key"))
        return std::nullopt;
    std::array<unsigned char, 16> bytes{};
    random.fill(bytes);
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40); // version 4 …
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80); // … of RFC 9562
    QByteArray key = QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())).toHex();
    for (const int dash : {20, 16, 12, 8})
        key.insert(dash, '-');
    return '"' + key + '"';
}

} // namespace knockback::retry
