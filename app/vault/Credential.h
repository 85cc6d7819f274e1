// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace knockback::vault {

enum class CredentialKind {
    Bearer,
    Basic,
    ApiKey,
    ClientCredentials,
    AuthorizationCode,
    DeviceCode,
    RefreshToken,
    AwsSigV4,          // user name = access key ID, value = secret access key, perhaps a session token
    HmacSigned,        // signs a text made of the request by a template; user name = key ID
    ClientCertificate, // mTLS; value = the key's passphrase, if it has one
    Digest             // answers a server's challenge (RFC 7616); user name and value
};
// "bearer", "api-key", "client-credentials" … and back.
[[nodiscard]] QByteArray kindName(CredentialKind kind);
[[nodiscard]] std::optional<CredentialKind> kindFromName(QByteArrayView name);
[[nodiscard]] bool canRotate(CredentialKind kind);

// What became of one renewal.
struct RotationNote {
    base::WallTime at;
    bool ok = false;
    QString sentence; // what went wrong, or what it was where it was no renewal; empty = renewed
    bool operator==(const RotationNote&) const = default;
};

// The record of a credential, without any secret: safe to list, show and log.
struct Credential {
    QByteArray name;
    CredentialKind kind = CredentialKind::Bearer;
    std::vector<QByteArray> hosts; // "api.github.com", "localhost:8080", "*.example.com"; empty = nowhere
    QByteArray header;             // api-key: in this header …
    QByteArray query;              // … or in this query parameter
    QByteArray issuer;
    QByteArray tokenUrl;
    QByteArray clientId;
    std::vector<QByteArray> scopes;
    std::optional<base::WallTime> issuedAt;
    std::optional<base::WallTime> expiresAt;
    std::optional<base::WallTime> lastRotatedAt;
    std::optional<base::WallTime> lastUsedAt;
    std::uint64_t generation = 0;                // grows with every new secret
    QString lastProblem;                         // of the last rotation, a sentence; empty = none
    std::map<QByteArray, QByteArray> settings;   // of its grant, see oauth::ClientSettings; no secrets
    std::optional<base::WallTime> renewingSince; // a renewal was begun then, and what came of it was never stored
    std::vector<RotationNote> rotations = {};    // the latest, the newest last; kept by the vault
    std::uint64_t refusedGeneration = 0;         // the server has ended this generation's grant: never sent again
    bool operator==(const Credential&) const = default;
};

// Which of a credential's secrets is meant.
// ClientKey signs assertions (RFC 7523), ProofKey signs DPoP proofs (RFC 9449): PEM, and neither is ever sent.
// NextValue is a key that a recipe made and that is not in use yet, NextId what its provider calls it.
enum class SecretRole {
    Value,
    RefreshToken,
    ClientSecret,
    UserName,
    ClientKey,
    ProofKey,
    SessionToken,
    NextValue,
    NextId
};

// "valid", "expiring", "expired", "no expiry", "no token" (can be rotated, but has not been yet) — for badges and
// `vault list --json`.
[[nodiscard]] QByteArray stateName(const Credential& credential, base::WallTime now);

// Whether `host` (and port, when it is not the scheme's own) is one of the credential's allowed hosts.
[[nodiscard]] bool allowsHost(const Credential& credential, QByteArrayView authority);

} // namespace knockback::vault
