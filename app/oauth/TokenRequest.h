// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/http/Request.h"
#include "app/vault/Vault.h"

namespace knockback::oauth {

// The request that renews a credential: the client credentials grant (RFC 6749 4.4) for that kind, the refresh token
// grant (RFC 6749 6) for all others that can be rotated. A client secret goes by HTTP Basic (2.3.1); without one the
// client's id is in the body. Error: one sentence on what the credential lacks.
[[nodiscard]] base::Result<http::Request, QString> tokenRequest(const vault::Credential& credential,
                                                                vault::Vault& vault);

} // namespace knockback::oauth
