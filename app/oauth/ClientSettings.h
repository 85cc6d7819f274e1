// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Credential.h"

namespace knockback::oauth {

// How the client proves who it is (RFC 6749 2.3, OpenID Connect Core 9, RFC 8705).
enum class ClientAuth {
    Automatic, // with a key by private_key_jwt, with a secret by Basic, with neither by its id alone
    None,
    Basic,
    Post,
    SecretJwt,
    PrivateKeyJwt,
    Tls
};

// What a credential of the kind client-credentials is fetched with.
enum class ServiceGrant { ClientCredentials, JwtBearer, TokenExchange };

// What Credential::settings says, read into types. Its names, with the values they take:
//   client-auth           none basic post client_secret_jwt private_key_jwt tls_client_auth
//   grant                 client_credentials jwt-bearer token-exchange
//   authorization-url, device-url, par-url, revocation-url, introspection-url
//                         endpoints, where no issuer tells them
//   redirect-uri          a fixed loopback address; else any port and the path /callback
//   par, dpop             yes
//   audience, resource, subject, key-id
//   certificate-file, certificate-key-file
//                         PEM, shown to endpoints that ask (RFC 8705), and to the API; one file may hold both
//   ca-file               PEM of authorities that the endpoints may be signed by, beside the system's
//   subject-credential    token-exchange: the credential whose access token is exchanged
struct ClientSettings {
    ClientAuth auth = ClientAuth::Automatic;
    ServiceGrant grant = ServiceGrant::ClientCredentials;
    QByteArray authorizationUrl;
    QByteArray deviceUrl;
    QByteArray parUrl;
    QByteArray revocationUrl;
    QByteArray introspectionUrl;
    QByteArray redirectUri;
    bool pushed = false; // RFC 9126
    bool dpop = false;   // RFC 9449
    QByteArray audience;
    QByteArray resource; // RFC 8707
    QByteArray subject;  // of a JWT bearer assertion (RFC 7523); empty = the client
    QByteArray keyId;
    QByteArray certificateFile;
    QByteArray certificateKeyFile;
    QByteArray caFile;
    QByteArray subjectCredential;
};

// Whether the user signs in to credentials of this kind.
[[nodiscard]] bool needsUser(vault::CredentialKind kind);

// Unknown names and values are passed over; problemWith() names them.
[[nodiscard]] ClientSettings settingsOf(const vault::Credential& credential);

// A sentence on the first setting that nothing here reads, or empty.
[[nodiscard]] QString problemWithSettings(const vault::Credential& credential);

} // namespace knockback::oauth
