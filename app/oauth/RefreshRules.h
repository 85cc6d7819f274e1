// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Attempt.h"
#include "app/oauth/RefreshError.h"
#include "app/oauth/TokenResponse.h"
#include "app/vault/Credential.h"

namespace knockback::oauth {

// What became of a request, which is not the same as what was answered.
enum class AnswerFate {
    Answered,
    NeverSent, // the server cannot have acted on it
    Lost       // it may have
};

// What an answer of the token endpoint means for the credential. Only `invalid_grant` ends a grant; what may pass keeps
// it.
struct Judgement {
    std::optional<RefreshError> error;
    TokenResponse tokens; // also beside an error: a refresh token that came must not be lost with a broken answer
    AnswerFate fate = AnswerFate::Answered;
    std::optional<base::Nanoseconds> pause = {};     // that the server asked for
    std::optional<base::Nanoseconds> clockSkew = {}; // ours minus theirs, when over a minute
};

// `now` is for saying how old the sign-in is. Error sentences carry nothing of the answer but its status and error
// code.
[[nodiscard]] Judgement judge(const http::Attempt& attempt, const vault::Credential& credential, base::WallTime now);

// A credential that was signed in to, but whose server gave no refresh token: nothing but another sign-in helps.
[[nodiscard]] RefreshError onlySignInHelps(const vault::Credential& credential, base::WallTime now);

// Our clock minus the server's, by the answer's `Date`, when they are more than a minute apart.
[[nodiscard]] std::optional<base::Nanoseconds> skewOf(const http::Response& response, base::WallTime now);

// What the user should know beside a success.
[[nodiscard]] QString skewSentence(base::Nanoseconds skew);
[[nodiscard]] QString interruptedSentence(const vault::Credential& credential);
// `why`, and that what the vault holds is used in the meantime.
[[nodiscard]] QString storedTokenSentence(const vault::Credential& credential, const QString& why,
                                          std::optional<base::Nanoseconds> remaining);

} // namespace knockback::oauth
