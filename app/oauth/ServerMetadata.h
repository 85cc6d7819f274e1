// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/vault/Credential.h"

#include <vector>

namespace knockback::oauth {

// What an issuer says of itself (RFC 8414 2, OpenID Connect Discovery 3). Endpoints that it does not have are empty.
struct ServerMetadata {
    QByteArray issuer;
    QByteArray authorizationUrl;
    QByteArray tokenUrl;
    QByteArray deviceUrl;
    QByteArray parUrl;
    QByteArray revocationUrl;
    QByteArray introspectionUrl;
    bool pushedOnly = false;  // RFC 9126 5
    bool namesItself = false; // in redirects, by `iss` (RFC 9207 3)
};

// Where the document may be, in the order to ask: OpenID appends to the issuer, RFC 8414 3.1 puts its path behind
// /.well-known/…. Empty when the issuer is no URL that may be asked (https, or this machine; no query, no fragment).
[[nodiscard]] std::vector<QByteArray> wellKnownUrls(const QByteArray& issuer);

// The document, or in one sentence why it is not to be trusted: another issuer than the one asked for, byte for byte,
// or an endpoint without TLS. A client that shows a certificate is to use other addresses where the server names such
// (RFC 8705 5).
[[nodiscard]] base::Result<ServerMetadata, QString> parseMetadata(const QByteArray& body, const QByteArray& issuer,
                                                                  bool showsCertificate = false);

// Fills in the token endpoint where the record has none.
void adoptEndpoints(vault::Credential& credential, const ServerMetadata& metadata);

} // namespace knockback::oauth
