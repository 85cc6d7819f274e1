// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExitCode.h"
#include "app/cli/VaultCommands.h"
#include "app/cli/VaultSecretInput.h"
#include "app/cli/VaultSignIn.h"
#include "app/http/Url.h"
#include "app/oauth/ClientSettings.h"
#include "app/oauth/SigningKey.h"
#include "app/vault/AtomicFile.h"
#include "app/vault/AuthApplier.h"

namespace knockback::cli {
namespace {

using base::Failure;
using base::Secret;
using vault::Credential;
using vault::CredentialKind;

std::vector<QByteArray> bytesOf(const std::vector<std::string>& texts) {
    std::vector<QByteArray> all;
    for (const std::string& text : texts) {
        for (const QByteArray& one : QByteArray::fromStdString(text).split(' ')) {
            if (!one.isEmpty())
                all.push_back(one);
        }
    }
    return all;
}

bool needsTokenUrl(CredentialKind kind) {
    return kind == CredentialKind::ClientCredentials || kind == CredentialKind::RefreshToken ||
           kind == CredentialKind::AuthorizationCode || kind == CredentialKind::DeviceCode;
}

// The record that the arguments describe, or what is missing.
base::Result<Credential, QString> credentialFrom(const AddArguments& arguments) {
    const auto kind = vault::kindFromName(QByteArray::fromStdString(arguments.kind));
    if (!kind)
        return Failure(
            QStringLiteral(
                "“%1” is not a kind of credential; there are bearer, basic, api-key, client-credentials, "
                "authorization-code, device-code, refresh-token, aws-sigv4, hmac, client-certificate and digest.")
                .arg(QString::fromStdString(arguments.kind)));
    Credential credential;
    credential.name = QByteArray::fromStdString(arguments.name);
    credential.kind = *kind;
    credential.hosts = bytesOf(arguments.hosts);
    credential.issuer = QByteArray::fromStdString(arguments.issuer);
    credential.tokenUrl = QByteArray::fromStdString(arguments.tokenUrl);
    credential.clientId = QByteArray::fromStdString(arguments.clientId);
    credential.scopes = bytesOf(arguments.scopes);
    credential.header = QByteArray::fromStdString(arguments.header);
    credential.query = QByteArray::fromStdString(arguments.query);
    if (needsTokenUrl(*kind) && credential.tokenUrl.isEmpty() && credential.issuer.isEmpty())
        return Failure(QStringLiteral("A credential of this kind is renewed: give --token-url URL or --issuer URL."));
    for (const QByteArray& url : {credential.tokenUrl, credential.issuer}) {
        if (!url.isEmpty() && !http::parseUrl(url))
            return Failure(
                QStringLiteral("“%1” is not a full URL: write it as https://host/path.").arg(QString::fromUtf8(url)));
    }
    for (const std::string& setting : arguments.settings) {
        const QByteArray text = QByteArray::fromStdString(setting);
        const auto equals = text.indexOf('=');
        credential.settings[text.left(std::max<qsizetype>(equals, 0))] = equals < 0 ? text : text.mid(equals + 1);
    }
    if (const QString problem = oauth::problemWithSettings(credential); !problem.isEmpty())
        return Failure(problem);
    const int places = static_cast<int>(!credential.header.isEmpty()) + static_cast<int>(!credential.query.isEmpty()) +
                       static_cast<int>(credential.settings.contains(vault::cookieSetting));
    if (*kind == CredentialKind::ApiKey && places != 1)
        return Failure(QStringLiteral("An api-key goes into a header, into the query or into a cookie: give one of "
                                      "--header NAME, --query NAME and --set cookie=NAME."));
    return credential;
}

// The client's key, checked before it is stored; nothing where no file is named.
base::Result<Secret, QString> clientKey(const QString& path) {
    constexpr qint64 longestKey = 64 * 1024;
    const auto bytes = vault::readAnyFile(path, longestKey);
    if (!bytes)
        return Failure(QStringLiteral("The key file %1 cannot be read: %2.").arg(path, bytes.error().reason));
    Secret key = Secret::copyOf(*bytes);
    if (!oauth::SigningKey::fromPem(key))
        return Failure(QStringLiteral("%1 is not a key that can sign: it has to be an RSA key of at least 2048 bits or "
                                      "a P-256 key, in PEM and without a passphrase.")
                           .arg(path));
    return key;
}

} // namespace

int vaultAdd(Invocation& invocation, const AddArguments& arguments) {
    const auto credential = credentialFrom(arguments);
    if (!credential) {
        invocation.console.say(credential.error());
        return Usage;
    }
    // A client that signs needs no secret, like one that the user signs in to.
    const bool signsOnly = credential->kind == CredentialKind::ClientCredentials && !arguments.clientKeyFile.empty();
    auto secrets =
        readSecrets(invocation.console.in(), signsOnly ? CredentialKind::AuthorizationCode : credential->kind);
    if (!secrets) {
        invocation.console.say(secrets.error());
        return Usage;
    }
    if (!arguments.clientKeyFile.empty()) {
        auto key = clientKey(QString::fromStdString(arguments.clientKeyFile));
        if (!key) {
            invocation.console.say(key.error());
            return Unreadable;
        }
        secrets->insert_or_assign(vault::SecretRole::ClientKey, std::move(*key));
    }
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    if (auto added = services->vault().add(*credential, std::move(*secrets)); !added)
        return fail(invocation, added.error());
    if (credential->hosts.empty())
        invocation.console.say(QStringLiteral("It has no --host yet, so it is sent nowhere."));
    if (needsSignIn(services->vault(), *credential))
        invocation.console.say(
            QStringLiteral("Sign in with: knockback vault rotate %1").arg(QString::fromUtf8(credential->name)));
    return Done;
}

} // namespace knockback::cli
