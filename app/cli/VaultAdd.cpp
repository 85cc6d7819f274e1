// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ExitCode.h"
#include "app/cli/VaultCommands.h"
#include "app/cli/VaultSecretInput.h"
#include "app/http/Url.h"

namespace knockback::cli {
namespace {

using base::Failure;
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
            QStringLiteral("“%1” is not a kind of credential; there are bearer, basic, api-key, client-credentials, "
                           "authorization-code, device-code and refresh-token.")
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
    if (*kind == CredentialKind::ApiKey && credential.header.isEmpty() == credential.query.isEmpty())
        return Failure(
            QStringLiteral("An api-key goes into a header or into the query: give --header NAME or --query NAME."));
    if (needsTokenUrl(*kind) && credential.tokenUrl.isEmpty() && credential.issuer.isEmpty())
        return Failure(QStringLiteral("A credential of this kind is renewed: give --token-url URL or --issuer URL."));
    for (const QByteArray& url : {credential.tokenUrl, credential.issuer}) {
        if (!url.isEmpty() && !http::parseUrl(url))
            return Failure(
                QStringLiteral("“%1” is not a full URL: write it as https://host/path.").arg(QString::fromUtf8(url)));
    }
    return credential;
}

} // namespace

int vaultAdd(Invocation& invocation, const AddArguments& arguments) {
    const auto credential = credentialFrom(arguments);
    if (!credential) {
        invocation.console.say(credential.error());
        return Usage;
    }
    auto secrets = readSecrets(invocation.console.in(), credential->kind);
    if (!secrets) {
        invocation.console.say(secrets.error());
        return Usage;
    }
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    if (auto added = services->vault().add(*credential, std::move(*secrets)); !added)
        return fail(invocation, added.error());
    if (credential->hosts.empty())
        invocation.console.say(QStringLiteral("It has no --host yet, so it is sent nowhere."));
    return Done;
}

} // namespace knockback::cli
