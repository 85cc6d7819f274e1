// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"
#include "app/oauth/Parts.h"
#include "app/oauth/RefreshError.h"
#include "app/oauth/TokenResponse.h"

namespace knockback::oauth {

// What the token endpoint's answer means for a sign-in: tokens, or why there are none, in a sentence about signing in.
[[nodiscard]] base::Result<TokenResponse, RefreshError> judgeSignIn(const http::Attempt& attempt,
                                                                    const vault::Credential& credential);

// What a server's refusal of the authorization itself means (RFC 6749 4.1.2.1), for the user.
[[nodiscard]] RefreshError loginRefused(const vault::Credential& credential, const QByteArray& error);

void addScopes(vault::Credential& credential, const std::vector<QByteArray>& scopes);

// Puts the tokens of a sign-in into the vault, whatever was there before. Unsaved: they are in memory only, and the
// note says so. Of the `demanded` scopes, the credential has from now on what the server granted; the note says what it
// did not.
struct KeptTokens {
    RenewalOutcome outcome;
    bool unsaved = false;
};
[[nodiscard]] KeptTokens keepSignIn(Parts& parts, const QByteArray& credential, const TokenResponse& tokens,
                                    base::WallTime sentAt, const std::optional<SigningKey>& proofKey,
                                    const std::vector<QByteArray>& demanded = {});

} // namespace knockback::oauth
