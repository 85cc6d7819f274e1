// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/Request.h"
#include "app/session/TextFiller.h"
#include "app/vault/Vault.h"
#include "app/workspace/AuthDraft.h"

#include <optional>

namespace knockback::session {

// Who answers a server's Digest challenge (RFC 7616). Both are secrets.
struct DigestLogin {
    QByteArray user;
    QByteArray password;
};

// Puts the Auth tab into the request: the Authorization field, an API key's header or query parameter, the vault's
// credential, a client certificate. A row of the draft that fills the same field wins, as it stands in plain sight.
// Digest is returned instead: there is nothing to answer yet. What stands in the way is reported to `filler`.
[[nodiscard]] std::optional<DigestLogin> applyAuth(http::Request& request, const workspace::AuthDraft& auth,
                                                   const QString& folder, TextFiller& filler, vault::Vault& vault);

// "Basic …" for an Authorization field (RFC 7617).
[[nodiscard]] QByteArray basicValue(const QByteArray& user, const QByteArray& password);

// `user:password@` of a URL as HTTP Basic (RFC 7617), unless the request has an Authorization field; the URL loses it.
void moveUserInfo(http::Request& request);

} // namespace knockback::session
