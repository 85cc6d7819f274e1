// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"
#include "app/oauth/ClientSettings.h"
#include "app/oauth/FormBody.h"
#include "app/oauth/Parts.h"

namespace knockback::oauth {

// A form for `url` (the token endpoint or one beside it) with the proof of who the client is, as the credential's
// settings say. The audience of an assertion is the token endpoint, or the issuer where it is known (RFC 7523 3).
// Error: one sentence on what the credential lacks, or why its secret may not go there.
[[nodiscard]] base::Result<http::Request, QString> clientRequest(Parts& parts, const vault::Credential& credential,
                                                                 const QByteArray& url, FormBody form);

// The secret for that place, an empty one where the credential has none, or why it may not go there.
[[nodiscard]] base::Result<base::Secret, QString> secretFor(Parts& parts, const vault::Credential& credential,
                                                            vault::SecretRole role, const QByteArray& url);

// An access token may also go back to where it came from: an endpoint on the host of its own token endpoint, over https
// or on this machine. The error is a sentence.
[[nodiscard]] base::Result<base::Secret, QString> tokenForIssuer(Parts& parts, const vault::Credential& credential,
                                                                 const QByteArray& url);

// The key with which the client signs; nothing where it has none.
[[nodiscard]] base::Result<std::optional<SigningKey>, QString> clientKey(Parts& parts,
                                                                         const vault::Credential& credential);

} // namespace knockback::oauth
