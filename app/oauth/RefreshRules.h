// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/TokenRefresher.h"
#include "app/oauth/TokenResponse.h"

namespace knockback::oauth {

// What an answer of the token endpoint means for the credential. Only `invalid_grant` ends a grant; what may pass keeps
// it.
struct Judgement {
    std::optional<RefreshError> error;
    TokenResponse tokens; // also beside an error: a refresh token that came must not be lost with a broken answer
};

// `now` is for saying how old the sign-in is. Error sentences carry nothing of the answer but its status and error
// code.
[[nodiscard]] Judgement judge(const http::Attempt& attempt, const vault::Credential& credential, base::WallTime now);

// Whether the token should be renewed before it is used: less than a tenth of its life is left, but at least 30 s and
// at most 5 min; of lives under a minute, the last third. Never when the expiry is unknown, always when it can be
// fetched but has not been yet.
[[nodiscard]] bool isDue(const vault::Credential& credential, base::WallTime now);

} // namespace knockback::oauth
