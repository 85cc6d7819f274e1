// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/EndpointCall.h"

namespace knockback::oauth {

// One request to an endpoint as the protocol means it: with a DPoP proof when there is a key, and once more when all
// that it lacked was the server's nonce (RFC 9449 8). Each exchange is observed. Destroying it cancels silently.
class TokenCall {
public:
    // Called for each try, because an assertion may be used once only. The error is a sentence.
    using Build = std::function<base::Result<http::Request, QString>()>;
    using Finished = std::function<void(const http::Attempt&)>;

    TokenCall(Parts& parts, QByteArray credential, std::optional<SigningKey> proofKey, Build build, Finished finished);

    // Sends it, or says why it cannot be. `finished` is called once, later; it may destroy this.
    [[nodiscard]] base::Outcome<QString> start();

private:
    void answered(const http::Attempt& attempt);

    Parts& m_parts;
    QByteArray m_credential;
    std::optional<SigningKey> m_proofKey;
    Build m_build;
    Finished m_finished;
    bool m_nonceAsked = false;
    std::unique_ptr<EndpointCall> m_call;
};

} // namespace knockback::oauth
