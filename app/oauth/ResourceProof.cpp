// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/ResourceProof.h"

#include "app/oauth/ClientSettings.h"
#include "app/vault/AuthForms.h"

namespace knockback::oauth {

void proveRequest(Parts& parts, const QByteArray& credential, http::Request& request) {
    const auto record = parts.vault.find(credential);
    if (!record || !settingsOf(*record).dpop)
        return;
    const QByteArray header = request.headers.value("Authorization").value_or(QByteArray());
    const auto space = header.indexOf(' ');
    const QByteArray scheme = header.left(std::max<qsizetype>(space, 0)).toLower();
    const auto pem = parts.vault.reveal(credential, vault::SecretRole::ProofKey);
    const auto key = pem ? SigningKey::fromPem(*pem) : std::nullopt;
    if (!key || (scheme != "bearer" && scheme != "dpop"))
        return;
    const auto token = base::Secret::copyOf(QByteArrayView(header).sliced(space + 1));
    request.headers.set("Authorization", "DPoP " + vault::exposed(token));
    request.headers.set("DPoP", dpopProof(*key, {request.method, request.url, parts.nonces.of(request.url), &token},
                                          parts.wallNow(), parts.random));
}

} // namespace knockback::oauth
