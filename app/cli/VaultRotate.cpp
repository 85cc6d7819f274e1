// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/VaultCommands.h"

#include "app/cli/ExitCode.h"
#include "app/cli/News.h"
#include "app/cli/VaultSignIn.h"
#include "app/oauth/ClientSettings.h"
#include "app/vault/KeyRecipeSettings.h"

#include <QJsonDocument>

namespace knockback::cli {

namespace {

http::SignInDemand demandOf(const RotateArguments& arguments) {
    http::SignInDemand demand;
    for (const auto& scope : arguments.scopes)
        demand.scopes.push_back(QByteArray::fromStdString(scope));
    for (const auto& level : arguments.acrValues)
        demand.acrValues.push_back(QByteArray::fromStdString(level));
    if (arguments.maxAge)
        demand.maxAge = base::Seconds(*arguments.maxAge);
    return demand;
}

// A token in a moment, a key in as many requests as its recipe has.
QString rotated(Invocation& invocation, session::Services& services, const vault::Credential& credential) {
    const auto news = std::make_shared<News>();
    services.rotate(credential.name, [news](const QString& problem) { news->end(problem); });
    return news->follow(invocation.console, [&] {
        if (vault::hasRecipe(credential))
            return services.cancelRotation(credential.name);
        invocation.console.say(QStringLiteral("Waiting for the answer: a renewal that is cut off can cost the sign-in. "
                                              "Press Ctrl+C again to end it all the same."));
    });
}

} // namespace

int vaultRotate(Invocation& invocation, const RotateArguments& arguments) {
    int exitCode = Done;
    const auto services = openVault(invocation, exitCode);
    if (!services)
        return exitCode;
    const auto name = QByteArray::fromStdString(arguments.name);
    const auto before = services->vault().find(name);
    if (!before)
        return notFound(invocation, name);
    const auto demand = demandOf(arguments);
    if (!demand.isEmpty() && !oauth::needsUser(before->kind)) {
        invocation.console.say(QStringLiteral("Nobody signs in to “%1”, a %2 credential: --scope, --acr and --max-age "
                                              "are for authorization-code and device-code.")
                                   .arg(QString::fromUtf8(name), QString::fromUtf8(vault::kindName(before->kind))));
        return Usage;
    }
    const QString problem = needsSignIn(services->vault(), *before) || !demand.isEmpty()
                                ? signIn(invocation.console, *services, name, demand)
                                : rotated(invocation, *services, *before);
    if (!problem.isEmpty()) {
        invocation.console.say(problem);
        return CredentialProblem;
    }
    const auto after = services->vault().find(name);
    if (arguments.json && after)
        invocation.console.print(credentialJson(*after));
    else if (after)
        invocation.console.print(credentialLine(*after));
    return Done;
}

} // namespace knockback::cli
