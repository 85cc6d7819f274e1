// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/FormBody.h"
#include "app/vault/Credential.h"

namespace knockback::oauth {

// What one authorization request asks for (RFC 6749 4.1.1, RFC 7636 4.3).
struct AuthorizationTerms {
    QByteArray redirectUri;
    QByteArray state;
    QByteArray challenge;
    QByteArray proofKeyThumbprint = {}; // RFC 9449 10
};
[[nodiscard]] FormBody authorizationForm(const vault::Credential& credential, const AuthorizationTerms& terms);

// The address to open in the browser: `endpoint` with the form in its query, beside what stands there already.
[[nodiscard]] QByteArray authorizationUrl(const QByteArray& endpoint, const FormBody& form);

// The form of a request that was pushed before (RFC 9126 4).
[[nodiscard]] FormBody pushedForm(const vault::Credential& credential, const QByteArray& requestUri);

} // namespace knockback::oauth
