// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "app/lab/LabMessage.h"
#include "app/lab/Scenario.h"

#include <unordered_map>

namespace knockback::lab {

// Issues and judges the lab's tokens. Knows no clock: the caller says what time it is. One thread.
class TokenOffice {
public:
    TokenOffice(TokenEndpoint endpoint, base::RandomSource& random);

    [[nodiscard]] const QByteArray& path() const { return m_endpoint.path; }

    // What the token endpoint answers (RFC 6749 5.1, 5.2).
    [[nodiscard]] LabReply answer(const LabRequest& request, base::SteadyTime now);

    // Nothing when the request carries a token that is good now; otherwise the 401 (RFC 6750 3).
    [[nodiscard]] std::optional<LabReply> refuse(const LabRequest& request, const TokenCheck& check,
                                                 base::SteadyTime now) const;

private:
    using Family = std::uint64_t; // all tokens that stem from one grant
    struct AccessToken {
        base::SteadyTime expiresAt;
        Family family;
    };
    struct RefreshToken {
        Family family;
        bool used = false;
    };
    using Form = std::unordered_map<QByteArray, QByteArray>;

    [[nodiscard]] std::optional<LabReply> refuseClient(const LabRequest& request, const Form& form) const;
    [[nodiscard]] LabReply refresh(const QByteArray& token, base::SteadyTime now);
    [[nodiscard]] LabReply issue(Family family, std::optional<QByteArray> refreshToken, base::SteadyTime now);
    [[nodiscard]] QByteArray freshToken(const char* prefix);
    void endFamily(Family family);
    void forgetOldest(base::SteadyTime now);

    TokenEndpoint m_endpoint;
    base::RandomSource& m_random;
    std::unordered_map<QByteArray, AccessToken> m_access;
    std::unordered_map<QByteArray, RefreshToken> m_refresh;
    Family m_lastFamily = 0;
};

} // namespace knockback::lab
