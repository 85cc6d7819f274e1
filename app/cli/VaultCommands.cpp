// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultCommands.h"

#include "app/cli/ExitCode.h"
#include "app/cli/JsonOutput.h"
#include "app/cli/VaultSignIn.h"

#include <QJsonArray>

#include <future>

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

QString lineOf(const Credential& credential) {
    return QStringLiteral("%1  %2  %3  %4")
        .arg(QString::fromUtf8(credential.name), QString::fromUtf8(vault::kindName(credential.kind)),
             stateOf(credential), hostsOf(credential));
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

int notFound(Invocation& invocation, const QByteArray& name) {
    invocation.console.say(QStringLiteral("There is no credential “%1” in the vault. See knockback vault list.")
                               .arg(QString::fromUtf8(name)));
    return CredentialProblem;
}

QString rotated(session::Services& services, const QByteArray& name) {
    // The promise is shared: the callback may come while this function is already leaving on an exception.
    const auto done = std::make_shared<std::promise<QString>>();
    services.rotate(name, [done](const QString& problem) { done->set_value(problem); });
    return done->get_future().get();
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
            invocation.console.print(lineOf(credential));
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
    invocation.console.print(lineOf(*credential));
    for (auto secret = secrets.begin(); secret != secrets.end(); ++secret)
        invocation.console.print(secret.key() + u'=' + secret.value().toString());
    if (!credential->lastProblem.isEmpty())
        invocation.console.print(QStringLiteral("last problem: ") + credential->lastProblem);
    return Done;
}

int vaultRotate(Invocation& invocation, const QByteArray& name, bool json) {
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    const auto before = services->vault().find(name);
    if (!before)
        return notFound(invocation, name);
    const QString problem = needsSignIn(services->vault(), *before) ? signIn(invocation.console, *services, name)
                                                                    : rotated(*services, name);
    if (!problem.isEmpty()) {
        invocation.console.say(problem);
        return CredentialProblem;
    }
    const auto after = services->vault().find(name);
    if (json && after)
        invocation.console.print(credentialJson(*after));
    else if (after)
        invocation.console.print(lineOf(*after));
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
            invocation.console.print(lineOf(credential) +
                                     (problem.isEmpty() ? QString() : QStringLiteral("  ") + problem));
        }
    }
    if (json)
        invocation.console.write(QJsonDocument(all).toJson(QJsonDocument::Compact) + '\n');
    return exitCode;
}

} // namespace knockback::cli
