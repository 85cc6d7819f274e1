// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

// Which names stand before values that nobody else should see. Names compare without case; '-', '_' and '.' are one.
namespace knockback::http {

// Header fields: Authorization, Cookie, X-Api-Key, Private-Token … Not those that only talk about tokens (rate limits).
[[nodiscard]] bool isSensitiveHeader(QByteArrayView name);

// Parameters of queries and forms: api_key, token, code, sig, X-Amz-Signature, password …
[[nodiscard]] bool isSensitiveParam(QByteArrayView name);

// Members of JSON bodies: the same without those that mean something else there ("code", "key").
[[nodiscard]] bool isSensitiveMember(QByteArrayView name);

} // namespace knockback::http
