// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AuthApplier.h"

#include "app/http/Url.h"
#include "app/vault/AuthForms.h"
#include "app/vault/AwsSettings.h"
#include "app/vault/AwsSignature.h"
#include "app/vault/HmacSignature.h"

#include <algorithm>

namespace knockback::vault {

namespace {
using base::Failure;

Failure<VaultError> invalid(const QString& sentence) {
    return Failure(VaultError{VaultErrorKind::Invalid, sentence});
}

// What the request's target is called in a list of hosts: with the port when one is written there.
base::Result<QByteArray, VaultError> targetOf(QByteArrayView url, const std::optional<Credential>& credential) {
    const auto parts = http::parseUrl(url);
    if (!parts)
        return invalid(QStringLiteral("Not sent: the address is not an absolute http or https one."));
    const QByteArray host = parts->host.contains(':') ? '[' + parts->host + ']' : parts->host;
    const QByteArray withPort = host + ':' + QByteArray::number(parts->port);
    return credential && allowsHost(*credential, withPort) ? withPort : parts->authority();
}

QByteArray setting(const Credential& credential, const QByteArray& name) {
    const auto found = credential.settings.find(name);
    return found == credential.settings.end() ? QByteArray() : found->second;
}

bool fitsInHeader(const base::Secret& secret) {
    const auto bytes = secret.reveal();
    return std::none_of(bytes.begin(), bytes.end(),
                        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; });
}

base::Outcome<VaultError> setHeader(http::Request& request, const Credential& credential, const QByteArray& field,
                                    QByteArrayView scheme, const base::Secret& secret) {
    if (!fitsInHeader(secret))
        return invalid(
            QStringLiteral("Not sent: the secret of “%1” holds a line break or control character, which no header can "
                           "carry. Add it again without.")
                .arg(QString::fromUtf8(credential.name)));
    request.headers.set(field, scheme.toByteArray() + exposed(secret));
    return base::Done{};
}

void appendQuery(http::Request& request, const QByteArray& name, const base::Secret& value) {
    const QByteArray pair = name.toPercentEncoding() + '=' + exposed(value).toPercentEncoding();
    const auto hash = request.url.indexOf('#');
    const auto end = hash < 0 ? request.url.size() : hash;
    const auto question = QByteArrayView(request.url).first(end).indexOf('?');
    const char last = request.url.at(end - 1);
    const QByteArray joint = question < 0 ? "?" : last == '?' || last == '&' ? "" : "&";
    request.url.insert(end, joint + pair);
}

base::Outcome<VaultError> applyBasic(http::Request& request, const Credential& credential, Vault& vault,
                                     const QByteArray& target, const base::Secret& password) {
    const auto user = vault.use(credential.name, SecretRole::UserName, target);
    if (!user)
        return Failure(user.error());
    if (user->reveal().contains(':'))
        return invalid(
            QStringLiteral("Not sent: the user name of “%1” holds a colon, which HTTP Basic cannot carry (RFC 7617).")
                .arg(QString::fromUtf8(credential.name)));
    return setHeader(request, credential, "Authorization", {}, basicHeader(basicPair(*user, password)));
}

base::Outcome<VaultError> applyApiKey(http::Request& request, const Credential& credential,
                                      const base::Secret& secret) {
    if (!credential.query.isEmpty()) {
        appendQuery(request, credential.query, secret);
        return base::Done{};
    }
    if (const QByteArray cookie = setting(credential, cookieSetting); !cookie.isEmpty()) {
        // Beside what the jar has: one Cookie line (RFC 6265 5.4).
        const auto others = request.headers.combined("Cookie");
        return setHeader(request, credential, "Cookie", others ? *others + "; " + cookie + '=' : cookie + '=', secret);
    }
    return setHeader(request, credential, credential.header.isEmpty() ? QByteArray("X-API-Key") : credential.header, {},
                     secret);
}

// A secret that the credential need not have.
base::Result<base::Secret, VaultError> optional(const Credential& credential, SecretRole role, const QByteArray& target,
                                                Vault& vault) {
    auto secret = vault.use(credential.name, role, target);
    if (!secret && secret.error().kind == VaultErrorKind::NotFound)
        return base::Secret();
    return secret;
}

base::Outcome<VaultError> applyAws(http::Request& request, const Credential& credential, Vault& vault,
                                   const QByteArray& target, base::Secret secret) {
    auto id = vault.use(credential.name, SecretRole::UserName, target);
    auto session = optional(credential, SecretRole::SessionToken, target, vault);
    if (!id || !session)
        return Failure(id ? session.error() : id.error());
    const auto url = http::parseUrl(request.url);
    const auto read = url ? awsScopeOf(url->host) : std::nullopt;
    AwsScope scope{setting(credential, awsRegionSetting), setting(credential, awsServiceSetting)};
    if (scope.region.isEmpty() && read)
        scope.region = read->region;
    if (scope.service.isEmpty() && read)
        scope.service = read->service;
    if (scope.region.isEmpty() || scope.service.isEmpty())
        return invalid(QStringLiteral("Not sent: the host does not tell which AWS region and service this is. Set "
                                      "aws-region and aws-service of “%1”.")
                           .arg(QString::fromUtf8(credential.name)));
    if (!fitsInHeader(*id) || !fitsInHeader(*session))
        return invalid(QStringLiteral("Not sent: the access key ID or session token of “%1” holds a line break. Add it "
                                      "again without.")
                           .arg(QString::fromUtf8(credential.name)));
    signForAws(request, {std::move(*id), std::move(secret), std::move(*session)}, scope, vault.clock().wallNow());
    return base::Done{};
}

base::Outcome<VaultError> applyHmac(http::Request& request, const Credential& credential, Vault& vault,
                                    const QByteArray& target, base::Secret secret, base::RandomSource& random) {
    auto id = optional(credential, SecretRole::UserName, target, vault);
    if (!id)
        return Failure(id.error());
    return signByTemplate(request, credential, {std::move(*id), std::move(secret)}, vault.clock().wallNow(), random);
}

http::ClientCertificate certificateOf(const Credential& credential) {
    return {setting(credential, certificateFileSetting), setting(credential, certificateKeySetting), {}};
}

// Shown in the handshake: nothing of it goes into the request.
base::Outcome<VaultError> applyCertificate(http::Request& request, const Credential& credential, Vault& vault,
                                           const QByteArray& target) {
    const auto passphrase = optional(credential, SecretRole::Value, target, vault);
    if (!passphrase)
        return Failure(passphrase.error());
    request.options.clientCertificate = certificateOf(credential);
    request.options.clientCertificate.passphrase = exposed(*passphrase);
    return base::Done{};
}
} // namespace

base::Outcome<VaultError> applyCredential(http::Request& request, const Credential& credential, Vault& vault,
                                          base::RandomSource& random) {
    const auto target = targetOf(request.url, vault.find(credential.name));
    if (!target)
        return Failure(target.error());
    if (credential.kind == CredentialKind::ClientCertificate)
        return applyCertificate(request, credential, vault, *target);
    auto secret = vault.use(credential.name, SecretRole::Value, *target);
    if (!secret)
        return Failure(secret.error());
    switch (credential.kind) {
    case CredentialKind::Basic:
        return applyBasic(request, credential, vault, *target, *secret);
    case CredentialKind::ApiKey:
        return applyApiKey(request, credential, *secret);
    case CredentialKind::AwsSigV4:
        return applyAws(request, credential, vault, *target, std::move(*secret));
    case CredentialKind::Digest:
        return base::Done{};
    case CredentialKind::HmacSigned:
        return applyHmac(request, credential, vault, *target, std::move(*secret), random);
    case CredentialKind::Bearer:
    case CredentialKind::ClientCredentials:
    case CredentialKind::AuthorizationCode:
    case CredentialKind::DeviceCode:
    case CredentialKind::RefreshToken:
    case CredentialKind::ClientCertificate:
        break;
    }
    auto set = setHeader(request, credential, "Authorization", "Bearer ", *secret);
    if (set && request.options.clientCertificate.file.isEmpty())
        request.options.clientCertificate = certificateOf(credential);
    return set;
}

base::Result<DigestSecrets, VaultError> digestSecrets(const http::Request& request, const Credential& credential,
                                                      Vault& vault) {
    const auto target = targetOf(request.url, credential);
    if (!target)
        return Failure(target.error());
    auto user = vault.use(credential.name, SecretRole::UserName, *target);
    auto password = vault.use(credential.name, SecretRole::Value, *target);
    if (!user || !password)
        return Failure(user ? password.error() : user.error());
    return DigestSecrets{std::move(*user), std::move(*password)};
}

base::Result<base::Secret, VaultError> resolveVaultVariable(const QByteArray& name, QByteArrayView url, Vault& vault) {
    const auto target = targetOf(url, vault.find(name));
    if (!target)
        return Failure(target.error());
    return vault.use(name, SecretRole::Value, *target);
}

} // namespace knockback::vault
