// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/SignInRules.h"

#include "app/oauth/ClientSettings.h"
#include "app/oauth/RefreshRules.h"
#include "app/oauth/TokenRequest.h"

#include <algorithm>

namespace knockback::oauth {

namespace {
using base::Failure;
using vault::SecretRole;
using vault::VaultErrorKind;

constexpr int mostTries = 10;

QString nameOf(const vault::Credential& credential) {
    return QString::fromUtf8(credential.name);
}

bool has(const std::vector<QByteArray>& scopes, const QByteArray& scope) {
    return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

// A sentence on what was not granted, or why that could not be written down; or nothing.
QString takeScopes(Parts& parts, const QByteArray& name, const TokenResponse& tokens,
                   const std::vector<QByteArray>& demanded) {
    std::vector<QByteArray> granted;
    std::vector<QByteArray> refused;
    for (const auto& scope : demanded)
        (!tokens.scopes || has(*tokens.scopes, scope) ? granted : refused).push_back(scope);
    auto record = parts.vault.find(name);
    if (!granted.empty() && record) {
        addScopes(*record, granted);
        if (const auto written = parts.vault.update(*record); !written)
            return written.error().sentence;
    }
    return refused.empty() ? QString()
                           : QStringLiteral("Signed in to “%1”, but the server did not grant %2. Ask whoever gives out "
                                            "access there.")
                                 .arg(QString::fromUtf8(name), QString::fromUtf8(joinedScopes(refused)));
}
} // namespace

void addScopes(vault::Credential& credential, const std::vector<QByteArray>& scopes) {
    for (const auto& scope : scopes)
        if (!has(credential.scopes, scope))
            credential.scopes.push_back(scope);
}

base::Result<TokenResponse, RefreshError> judgeSignIn(const http::Attempt& attempt,
                                                      const vault::Credential& credential) {
    auto judged = judge(attempt, credential, {});
    if (!judged.error)
        return std::move(judged.tokens);
    RefreshError error = *judged.error;
    if (error.kind == RefreshErrorKind::NeedsSignIn)
        error.sentence = QStringLiteral("Signing in to “%1” failed: the server did not take what it had just given out "
                                        "(invalid_grant). Try again; if it stays so, check the redirect address.")
                             .arg(nameOf(credential));
    else if (error.kind == RefreshErrorKind::TemporaryFailure)
        error.sentence = QStringLiteral("Signing in to “%1” failed at the last step: %2. Try again.")
                             .arg(nameOf(credential),
                                  attempt.failure ? http::describe(*attempt.failure).chopped(1)
                                                  : QStringLiteral("the server answered %1").arg(attempt.status()));
    return Failure(error);
}

RefreshError loginRefused(const vault::Credential& credential, const QByteArray& error) {
    const QString name = nameOf(credential);
    if (error == "access_denied")
        return {RefreshErrorKind::NeedsSignIn,
                QStringLiteral("Signing in to “%1” was refused: somebody said no, or is not allowed to say yes.")
                    .arg(name)};
    if (error == "server_error" || error == "temporarily_unavailable")
        return {RefreshErrorKind::TemporaryFailure,
                QStringLiteral("Signing in to “%1” failed: the server cannot do it now (%2). Try again later.")
                    .arg(name, QString::fromLatin1(error))};
    return {RefreshErrorKind::NotRotatable,
            QStringLiteral("Signing in to “%1” failed%2. Check client id, scopes and redirect address.")
                .arg(name, error.isEmpty()
                               ? QString()
                               : QStringLiteral(": the server answered “%1”").arg(QString::fromLatin1(error)))};
}

KeptTokens keepSignIn(Parts& parts, const QByteArray& credential, const TokenResponse& tokens, base::WallTime sentAt,
                      const std::optional<SigningKey>& proofKey, const std::vector<QByteArray>& demanded) {
    const auto expiresAt = expiryOf(tokens, sentAt);
    for (int tries = 0; tries < mostTries; ++tries) {
        const auto generation = parts.vault.generationOf(credential);
        vault::Secrets secrets;
        secrets.emplace(SecretRole::Value, tokens.accessToken.clone());
        if (!tokens.refreshToken.isEmpty())
            secrets.emplace(SecretRole::RefreshToken, tokens.refreshToken.clone());
        if (proofKey)
            secrets.emplace(SecretRole::ProofKey, proofKey->toPem());
        const auto stored = parts.vault.rotate(credential, generation, std::move(secrets), expiresAt);
        if (stored)
            return {Renewal{true, takeScopes(parts, credential, tokens, demanded)}};
        if (stored.error().kind == VaultErrorKind::Storage)
            return {Renewal{true, stored.error().sentence}, true};
        if (stored.error().kind != VaultErrorKind::Stale)
            return {Failure(RefreshError{RefreshErrorKind::VaultFailed, stored.error().sentence})};
        static_cast<void>(parts.vault.reload()); // a renewal came between; the sign-in is newer
    }
    return {Failure(RefreshError{RefreshErrorKind::VaultFailed,
                                 QStringLiteral("“%1” changes all the time: end the other Knockback and sign in again.")
                                     .arg(QString::fromUtf8(credential))})};
}

} // namespace knockback::oauth
