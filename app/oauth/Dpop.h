// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/http/Response.h"
#include "app/oauth/Jose.h"

#include <map>

namespace knockback::oauth {

// What a proof of possession is made for (RFC 9449 4.2).
struct DpopTarget {
    QByteArray method;
    QByteArray url; // its query and fragment are left out of the proof
    QByteArray nonce = {};
    const base::Secret* accessToken = nullptr; // for a request that carries it
};
[[nodiscard]] QByteArray dpopProof(const SigningKey& key, const DpopTarget& target, base::WallTime now,
                                   base::RandomSource& random);

// The newest nonce of each server (RFC 9449 8, 9). One thread.
class DpopNonces {
public:
    [[nodiscard]] QByteArray of(const QByteArray& url) const;
    // Takes over the response's DPoP-Nonce.
    void learn(const QByteArray& url, const http::Response& response);

private:
    std::map<QByteArray, QByteArray> m_byOrigin;
};

// Whether the server refused the request only because the proof lacks its nonce; it has not acted then.
[[nodiscard]] bool wantsNonce(const http::Response& response);

} // namespace knockback::oauth
