// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/AuthApplier.h"

#include "app/http/Url.h"
#include "app/vault/AuthForms.h"

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
} // namespace

base::Outcome<VaultError> applyCredential(http::Request& request, const Credential& credential, Vault& vault) {
    const auto target = targetOf(request.url, vault.find(credential.name));
    if (!target)
        return Failure(target.error());
    const auto secret = vault.use(credential.name, SecretRole::Value, *target);
    if (!secret)
        return Failure(secret.error());
    switch (credential.kind) {
    case CredentialKind::Basic:
        return applyBasic(request, credential, vault, *target, *secret);
    case CredentialKind::ApiKey:
        if (!credential.query.isEmpty()) {
            appendQuery(request, credential.query, *secret);
            return base::Done{};
        }
        return setHeader(request, credential, credential.header.isEmpty() ? QByteArray("X-API-Key") : credential.header,
                         {}, *secret);
    case CredentialKind::Bearer:
    case CredentialKind::ClientCredentials:
    case CredentialKind::AuthorizationCode:
    case CredentialKind::DeviceCode:
    case CredentialKind::RefreshToken:
        break;
    }
    return setHeader(request, credential, "Authorization", "Bearer ", *secret);
}

base::Result<base::Secret, VaultError> resolveVaultVariable(const QByteArray& name, QByteArrayView url, Vault& vault) {
    const auto target = targetOf(url, vault.find(name));
    if (!target)
        return Failure(target.error());
    return vault.use(name, SecretRole::Value, *target);
}

} // namespace knockback::vault
