// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/CredentialFacts.h"

#include "app/http/SignInDemand.h"
#include "app/oauth/RefreshRules.h"
#include "app/oauth/TokenRequest.h"

#include <algorithm>

namespace knockback::session {

namespace {
using vault::Credential;
using vault::CredentialKind;

constexpr double weight = 0.5; // beside the answer's own words

QString minutesText(base::Microseconds time) {
    return QStringLiteral("%1 min").arg(
        std::max<std::int64_t>(1, std::chrono::round<std::chrono::minutes>(time).count()));
}

QString scopesFact(const QString& name, const Credential& credential, const std::vector<QByteArray>& wanted) {
    std::vector<QByteArray> missing;
    for (const auto& scope : wanted)
        if (std::find(credential.scopes.begin(), credential.scopes.end(), scope) == credential.scopes.end())
            missing.push_back(scope);
    if (missing.empty())
        return QStringLiteral("“%1” asks for %2, but its token does not carry it: the server has granted less.")
            .arg(name, QString::fromUtf8(oauth::joinedScopes(wanted)));
    const QString has =
        credential.scopes.empty()
            ? QString()
            : QStringLiteral(" (has %1)").arg(QString::fromUtf8(oauth::joinedScopes(credential.scopes)));
    return QStringLiteral("“%1” lacks %2%3.").arg(name, QString::fromUtf8(oauth::joinedScopes(missing)), has);
}

QString tokenFact(const QString& name, const Credential& credential, const http::Response& response,
                  base::WallTime now) {
    if (!credential.expiresAt)
        return {};
    if (*credential.expiresAt <= now)
        return QStringLiteral("The token of “%1” expired %2 ago.").arg(name, minutesText(now - *credential.expiresAt));
    const auto skew = oauth::skewOf(response, now);
    return QStringLiteral("The token of “%1” should be good for %2 more: revoked, for another audience, or a clock is "
                          "off.%3")
        .arg(name, minutesText(*credential.expiresAt - now), skew ? u' ' + oauth::skewSentence(*skew) : QString());
}

QString factOf(const Credential& credential, const http::Response& response, base::WallTime now) {
    const QString name = QString::fromUtf8(credential.name);
    const auto demand = http::signInDemand(response.headers());
    if (!demand.scopes.empty())
        return scopesFact(name, credential, demand.scopes);
    if (!demand.isEmpty())
        return QStringLiteral("The API wants a stronger or newer login than that of “%1”. Renewing it cannot help.")
            .arg(name);
    if (vault::canRotate(credential.kind))
        return tokenFact(name, credential, response, now);
    if (credential.kind == CredentialKind::Basic)
        return QStringLiteral("“%1” was sent. Has its password changed, or is this the wrong host for it?").arg(name);
    if (credential.kind == CredentialKind::ApiKey || credential.kind == CredentialKind::Bearer)
        return QStringLiteral("“%1” was sent. Has its key been revoked, or is this the wrong host for it?").arg(name);
    return {};
}
} // namespace

std::optional<diagnosis::Evidence> credentialFacts(const diagnosis::Diagnosis& diagnosis, const http::Attempt& attempt,
                                                   const vault::Credential& credential, base::WallTime now) {
    if (diagnosis.cause != diagnosis::Cause::Credential || !attempt.response)
        return std::nullopt;
    const QString fact = factOf(credential, *attempt.response, now);
    if (fact.isEmpty())
        return std::nullopt;
    return diagnosis::Evidence{QStringLiteral("vault"), fact, weight};
}

} // namespace knockback::session
