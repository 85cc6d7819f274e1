// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QByteArray>

namespace knockback::vault {

// "user:password", what HTTP Basic encodes (RFC 7617 2).
[[nodiscard]] base::Secret basicPair(const base::Secret& user, const base::Secret& password);

// The same of an OAuth client: both parts form-encoded first (RFC 6749 2.3.1).
[[nodiscard]] base::Secret clientPair(const QByteArray& clientId, const base::Secret& clientSecret);

// "Basic <base64 of the pair>"
[[nodiscard]] base::Secret basicHeader(const base::Secret& pair);

// application/x-www-form-urlencoded: space is '+', all but letters, digits and "*-._" is percent-encoded.
[[nodiscard]] QByteArray formEncode(QByteArrayView text);

// The value's bytes for a place that only takes a QByteArray (a header list, a URL). Wipe it when it can be.
[[nodiscard]] QByteArray exposed(const base::Secret& secret);

} // namespace knockback::vault
