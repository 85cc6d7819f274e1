// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultCommands.h"

#include "app/cli/ExitCode.h"
#include "app/cli/JsonOutput.h"
#include "app/vault/KeyRecipeSettings.h"

#include <QJsonArray>

namespace knockback::cli {
namespace {

using vault::Credential;
using vault::SecretRole;

QJsonValue timeOrNull(const std::optional<base::WallTime>& time) {
    return time ? QJsonValue(isoTime(*time)) : QJsonValue(QJsonValue::Null);
}

QJsonArray listOf(const std::vector<QByteArray>& texts) {
    QJsonArray list;
    for (const QByteArray& text : texts)
        list.append(QString::fromUtf8(text));
    return list;
}

QString stateOf(const Credential& credential) {
    return QString::fromUtf8(vault::stateName(credential, base::systemClock().wallNow()));
}

QString hostsOf(const Credential& credential) {
    QStringList hosts;
    for (const QByteArray& host : credential.hosts)
        hosts << QString::fromUtf8(host);
    return hosts.isEmpty() ? QStringLiteral("no host") : hosts.join(QStringLiteral(", "));
}

const std::vector<std::pair<SecretRole, const char*>> roleNames{{SecretRole::UserName, "username"},
                                                                {SecretRole::Value, "value"},
                                                                {SecretRole::RefreshToken, "refresh_token"},
                                                                {SecretRole::ClientSecret, "client_secret"}};

// The secrets that the credential has, shown or masked.
QJsonObject secretsOf(const vault::Vault& vault, const QByteArray& name, bool reveal) {
    QJsonObject secrets;
    for (const auto& [role, roleName] : roleNames) {
        const auto secret = vault.reveal(name, role);
        if (!secret || secret->isEmpty())
            continue;
        secrets.insert(QLatin1String(roleName),
                       reveal ? QString::fromUtf8(secret->reveal().toByteArray()) : QStringLiteral("••••••••"));
    }
    return secrets;
}

} // namespace

Invocation::OpenServices openVault(Invocation& invocation, int& exitCode) {
    auto services = invocation.openServices(true, false, exitCode);
    if (services && services->vault().mode() == vault::VaultMode::MemoryOnly) {
        invocation.console.say(services->vaultNotice());
        exitCode = VaultClosed;
        return nullptr;
    }
    return services;
}

int fail(Invocation& invocation, const vault::VaultError& error) {
    invocation.console.say(error.sentence);
    return exitCodeFor(error.kind);
}

int notFound(Invocation& invocation, const QByteArray& name) {
    invocation.console.say(QStringLiteral("There is no credential “%1” in the vault. See knockback vault list.")
                               .arg(QString::fromUtf8(name)));
    return CredentialProblem;
}

QString credentialLine(const Credential& credential) {
    return QStringLiteral("%1  %2  %3  %4")
        .arg(QString::fromUtf8(credential.name), QString::fromUtf8(vault::kindName(credential.kind)),
             stateOf(credential), hostsOf(credential));
}

QJsonObject credentialJson(const Credential& credential) {
    return {{QStringLiteral("name"), QString::fromUtf8(credential.name)},
            {QStringLiteral("kind"), QString::fromUtf8(vault::kindName(credential.kind))},
            {QStringLiteral("hosts"), listOf(credential.hosts)},
            {QStringLiteral("scopes"), listOf(credential.scopes)},
            {QStringLiteral("expiresAt"), timeOrNull(credential.expiresAt)},
            {QStringLiteral("lastRotatedAt"), timeOrNull(credential.lastRotatedAt)},
            {QStringLiteral("state"), stateOf(credential)}};
}

int vaultList(Invocation& invocation, bool json) {
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    QJsonArray all;
    for (const Credential& credential : services->vault().list()) {
        if (json)
            all.append(credentialJson(credential));
        else
            invocation.console.print(credentialLine(credential));
    }
    if (json)
        invocation.console.write(QJsonDocument(all).toJson(QJsonDocument::Compact) + '\n');
    return Done;
}

int vaultShow(Invocation& invocation, const QByteArray& name, bool reveal, bool json) {
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    const auto credential = services->vault().find(name);
    if (!credential)
        return notFound(invocation, name);
    const QJsonObject secrets = secretsOf(services->vault(), name, reveal);
    if (json) {
        QJsonObject all = credentialJson(*credential);
        all.insert(QStringLiteral("secrets"), secrets);
        invocation.console.print(all);
        return Done;
    }
    invocation.console.print(credentialLine(*credential));
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret)
        invocation.console.print(secret.key() + u'=' + secret.value().toString());
    if (!credential->lastProblem.isEmpty())
        invocation.console.print(QStringLiteral("last problem: ") + credential->lastProblem);
    else if (const auto owed = vault::owedRevocation(*credential))
        invocation.console.print(vault::owedText(*owed));
    return Done;
}

int vaultRemove(Invocation& invocation, const QByteArray& name) {
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    const auto removed = services->vault().remove(name);
    return removed ? Done : fail(invocation, removed.error());
}

int vaultCheck(Invocation& invocation, bool json) {
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    QJsonArray all;
    for (const Credential& credential : services->vault().list()) {
        const QString state = stateOf(credential);
        const bool lapsed = state == QLatin1String("expired") && !vault::canRotate(credential.kind);
        const QString problem = !credential.lastProblem.isEmpty() ? credential.lastProblem
                                : lapsed                   ? QStringLiteral("It has expired and cannot be renewed.")
                                : credential.hosts.empty() ? QStringLiteral("It has no host, so it is sent nowhere.")
                                                           : QString();
        if (!problem.isEmpty())
            exitCode = CredentialProblem;
        if (json) {
            QJsonObject line = credentialJson(credential);
            line.insert(QStringLiteral("problem"),
                        problem.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(problem));
            all.append(line);
        } else {
            invocation.console.print(credentialLine(credential) +
                                     (problem.isEmpty() ? QString() : QStringLiteral("  ") + problem));
        }
    }
    if (json)
        invocation.console.write(QJsonDocument(all).toJson(QJsonDocument::Compact) + '\n');
    return exitCode;
}

} // namespace knockback::cli
