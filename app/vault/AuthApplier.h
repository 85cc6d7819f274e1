// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/http/Request.h"
#include "app/vault/Vault.h"

namespace knockback::vault {

// Where an API key goes when it goes into a cookie, and the files of a client certificate: settings of a credential.
inline const QByteArray cookieSetting = "cookie";
inline const QByteArray certificateFileSetting = "certificate-file"; // PEM, may hold the key too, or PKCS#12
inline const QByteArray certificateKeySetting = "certificate-key-file";

// Puts the credential into the request, after checking that the request's host is allowed: Bearer and OAuth kinds as
// `Authorization: Bearer …` (RFC 6750 2.1), Basic as `Authorization: Basic …` (RFC 7617), an API key in its query
// parameter, cookie or header (X-API-Key when it names none), AWS and HMAC as a signature of the request as it stands,
// so nothing may be changed after, a certificate in the options, also beside a token that is bound to it (RFC 8705 3).
// A header of that name is replaced. On an error the request is as before.
[[nodiscard]] base::Outcome<VaultError> applyCredential(http::Request& request, const Credential& credential,
                                                        Vault& vault,
                                                        base::RandomSource& random = base::systemRandom());

// Who answers a Digest challenge of the host that the request goes to: user name and password of the kind digest, which
// adds nothing to a request before it is asked.
struct DigestSecrets {
    base::Secret user;
    base::Secret password;
};
[[nodiscard]] base::Result<DigestSecrets, VaultError> digestSecrets(const http::Request& request,
                                                                    const Credential& credential, Vault& vault);

// The value behind `{{vault:name}}` in a request that goes to `url`.
[[nodiscard]] base::Result<base::Secret, VaultError> resolveVaultVariable(const QByteArray& name, QByteArrayView url,
                                                                          Vault& vault);

} // namespace knockback::vault
