// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/BearerChallenge.h"

#include "app/http/AuthChallenge.h"

#include <algorithm>

namespace knockback::oauth {

namespace {
bool wantsAnotherGrant(const http::AuthChallenge& challenge) {
    const QByteArray error = challenge.param("error");
    return (challenge.is("Bearer") || challenge.is("DPoP")) &&
           (error == "insufficient_scope" || error == "insufficient_user_authentication");
}
} // namespace

bool newTokenMayHelp(const http::Attempt& attempt) {
    const auto fields =
        attempt.response ? attempt.response->headers().values("WWW-Authenticate") : std::vector<QByteArray>();
    return std::none_of(fields.begin(), fields.end(), [](const QByteArray& field) {
        const auto challenges = http::parseChallenges(field);
        return std::any_of(challenges.begin(), challenges.end(), wantsAnotherGrant);
    });
}

} // namespace knockback::oauth
