// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/ClientAuthentication.h"

namespace knockback::oauth {

// The request that renews a credential. For the kind client-credentials that is its grant once more: client credentials
// (RFC 6749 4.4), an assertion signed with its key (RFC 7523 2.1), or the exchange of another credential's token (RFC
// 8693 2.1). For all others that can be rotated it is the refresh token grant (RFC 6749 6). Error: one sentence on what
// the credential lacks.
[[nodiscard]] base::Result<http::Request, QString> tokenRequest(Parts& parts, const vault::Credential& credential);

// Scopes as they are sent: separated by spaces (RFC 6749 3.3).
[[nodiscard]] QByteArray joinedScopes(const std::vector<QByteArray>& scopes);

} // namespace knockback::oauth
