// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/base/RandomSource.h"
#include "app/http/Request.h"
#include "app/vault/Vault.h"

namespace knockback::vault {

// Signs a request as its credential's settings say:
//   hmac-text       what is signed: {method} {url} {host} {path} {query} {path-and-query} {body} {body-sha256}
//                   {timestamp} {nonce} {key-id} {header:Name}, and \n for a line break
//   hmac-hash       sha256 (else) or sha512
//   hmac-encoding   hex (else), base64 or base64url
//   hmac-key        text (else), hex or base64: how the secret is written
//   hmac-value      what the header holds; {signature} (else), and all of the above
//   hmac-timestamp  unix (else), unix-ms, iso8601 or http-date
//   hmac-timestamp-header, hmac-nonce-header   where those go; empty = nowhere
// The signature goes into Credential::header, X-Signature where that is empty. The user name is the key's ID.
struct HmacKey {
    base::Secret id;
    base::Secret secret;
};

// On an error (Invalid: a placeholder nobody knows, a key that is not what it is said to be) the request is as before.
[[nodiscard]] base::Outcome<VaultError> signByTemplate(http::Request& request, const Credential& credential,
                                                       const HmacKey& key, base::WallTime now,
                                                       base::RandomSource& random);

// The text that signByTemplate() would sign; the error is a sentence.
[[nodiscard]] base::Result<QByteArray, QString> hmacText(const http::Request& request, const Credential& credential,
                                                         const base::Secret& keyId, base::WallTime now,
                                                         base::RandomSource& random);

} // namespace knockback::vault
