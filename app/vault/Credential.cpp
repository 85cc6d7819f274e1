// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/Credential.h"

#include "app/vault/HostPattern.h"

#include <algorithm>
#include <array>

namespace knockback::vault {

namespace {
constexpr std::array<std::pair<CredentialKind, const char*>, 11> kinds{{
    {CredentialKind::Bearer, "bearer"},
    {CredentialKind::Basic, "basic"},
    {CredentialKind::ApiKey, "api-key"},
    {CredentialKind::ClientCredentials, "client-credentials"},
    {CredentialKind::AuthorizationCode, "authorization-code"},
    {CredentialKind::DeviceCode, "device-code"},
    {CredentialKind::RefreshToken, "refresh-token"},
    {CredentialKind::AwsSigV4, "aws-sigv4"},
    {CredentialKind::HmacSigned, "hmac"},
    {CredentialKind::ClientCertificate, "client-certificate"},
    {CredentialKind::Digest, "digest"},
}};

// A badge turns to "expiring" in the last tenth of the lifetime, at most the last five minutes.
base::Microseconds expiringShare(const Credential& credential) {
    constexpr base::Microseconds most = std::chrono::minutes(5);
    if (!credential.issuedAt || *credential.issuedAt >= *credential.expiresAt)
        return most;
    return std::min<base::Microseconds>(most, (*credential.expiresAt - *credential.issuedAt) / 10);
}
} // namespace

QByteArray kindName(CredentialKind kind) {
    const auto* found =
        std::find_if(kinds.begin(), kinds.end(), [kind](const auto& known) { return known.first == kind; });
    return found == kinds.end() ? QByteArray() : QByteArray(found->second);
}

std::optional<CredentialKind> kindFromName(QByteArrayView name) {
    const auto* found = std::find_if(kinds.begin(), kinds.end(),
                                     [name](const auto& known) { return name == QByteArrayView(known.second); });
    return found == kinds.end() ? std::nullopt : std::optional(found->first);
}

bool canRotate(CredentialKind kind) {
    switch (kind) {
    case CredentialKind::ClientCredentials:
    case CredentialKind::AuthorizationCode:
    case CredentialKind::DeviceCode:
    case CredentialKind::RefreshToken:
        return true;
    case CredentialKind::Bearer:
    case CredentialKind::Basic:
    case CredentialKind::ApiKey:
    case CredentialKind::AwsSigV4:
    case CredentialKind::HmacSigned:
    case CredentialKind::ClientCertificate:
    case CredentialKind::Digest:
        return false;
    }
    return false;
}

QByteArray stateName(const Credential& credential, base::WallTime now) {
    if (canRotate(credential.kind) && !credential.issuedAt)
        return "no token";
    if (!credential.expiresAt)
        return "no expiry";
    if (*credential.expiresAt <= now)
        return "expired";
    return *credential.expiresAt - now <= expiringShare(credential) ? "expiring" : "valid";
}

bool allowsHost(const Credential& credential, QByteArrayView authority) {
    const auto target = parseAuthority(authority);
    return target && std::any_of(credential.hosts.begin(), credential.hosts.end(),
                                 [&](const QByteArray& pattern) { return hostMatches(pattern, *target); });
}

} // namespace knockback::vault
