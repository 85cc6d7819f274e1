// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/TokenCall.h"

namespace knockback::oauth {

TokenCall::TokenCall(Parts& parts, QByteArray credential, std::optional<SigningKey> proofKey, Build build,
                     Finished finished)
    : m_parts(parts)
    , m_credential(std::move(credential))
    , m_proofKey(std::move(proofKey))
    , m_build(std::move(build))
    , m_finished(std::move(finished)) {}

base::Outcome<QString> TokenCall::start() {
    auto request = m_build();
    if (!request)
        return base::Failure(request.error());
    if (m_proofKey)
        request->headers.set("DPoP",
                             dpopProof(*m_proofKey, {request->method, request->url, m_parts.nonces.of(request->url)},
                                       m_parts.wallNow(), m_parts.random));
    m_call =
        std::make_unique<EndpointCall>(m_parts, *request, [this](const http::Attempt& attempt) { answered(attempt); });
    return base::Done{};
}

void TokenCall::answered(const http::Attempt& attempt) {
    if (m_parts.observed)
        m_parts.observed(m_credential, attempt);
    if (attempt.response)
        m_parts.nonces.learn(attempt.request.url, *attempt.response);
    const bool again = m_proofKey && attempt.response && !m_nonceAsked && wantsNonce(*attempt.response);
    if (again) {
        m_nonceAsked = true;
        const auto previous = std::move(m_call); // lives until this function ends: it is what calls it
        if (start())
            return;
    }
    const auto finished = std::move(m_finished);
    finished(attempt);
}

} // namespace knockback::oauth
