// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/Parts.h"

namespace knockback::oauth {

// A request that carries the access token of a credential bound to a key: its token goes as `DPoP` instead of `Bearer`,
// with a fresh proof for this request and token (RFC 9449 7.1). Requests of other credentials stay as they are. To be
// called for every attempt, because a proof is good for one.
void proveRequest(Parts& parts, const QByteArray& credential, http::Request& request);

} // namespace knockback::oauth
