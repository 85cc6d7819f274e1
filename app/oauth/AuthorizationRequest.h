// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/SignInDemand.h"
#include "app/oauth/FormBody.h"
#include "app/vault/Credential.h"

namespace knockback::oauth {

// What one authorization request asks for (RFC 6749 4.1.1, RFC 7636 4.3).
struct AuthorizationTerms {
    QByteArray redirectUri;
    QByteArray state;
    QByteArray challenge;
    QByteArray proofKeyThumbprint = {}; // RFC 9449 10
    http::SignInDemand demand = {};     // RFC 9470 4; scopes are the credential's
};
[[nodiscard]] FormBody authorizationForm(const vault::Credential& credential, const AuthorizationTerms& terms);

// What a login has to be: `acr_values` and `max_age` (OpenID Connect Core 3.1.2.1).
void addLoginTerms(FormBody& form, const http::SignInDemand& demand);

// The address to open in the browser: `endpoint` with the form in its query, beside what stands there already.
[[nodiscard]] QByteArray authorizationUrl(const QByteArray& endpoint, const FormBody& form);

// The form of a request that was pushed before (RFC 9126 4).
[[nodiscard]] FormBody pushedForm(const vault::Credential& credential, const QByteArray& requestUri);

} // namespace knockback::oauth
