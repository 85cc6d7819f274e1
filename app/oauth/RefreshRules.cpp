// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/RefreshRules.h"

#include <algorithm>
#include <array>

namespace knockback::oauth {

namespace {
using vault::Credential;

constexpr qint64 mostBytes = 1024 * 1024;

QString nameOf(const Credential& credential) {
    return QString::fromUtf8(credential.name);
}

RefreshError passing(const Credential& credential, const QString& what) {
    return {RefreshErrorKind::TemporaryFailure,
            QStringLiteral("Could not renew “%1” now: %2. What the vault holds is kept; try again later.")
                .arg(nameOf(credential), what)};
}

RefreshError badAnswer(const Credential& credential, const QString& what) {
    return {RefreshErrorKind::BadAnswer,
            QStringLiteral("Could not renew “%1”: the token endpoint %2. Check the token URL.")
                .arg(nameOf(credential), what)};
}

RefreshError misconfigured(const Credential& credential, const QString& what) {
    return {RefreshErrorKind::NotRotatable, QStringLiteral("“%1” cannot be renewed: %2").arg(nameOf(credential), what)};
}

// The server's text for all causes is the same, so only what is known here can be told.
RefreshError refusedGrant(const Credential& credential, base::WallTime now) {
    const auto since = credential.lastRotatedAt ? credential.lastRotatedAt : credential.issuedAt;
    const auto days = since ? std::chrono::floor<std::chrono::days>(now - *since).count() : 0;
    const QString age =
        days >= 1 ? QStringLiteral(" (%1 %2)").arg(days).arg(days == 1 ? QStringLiteral("day") : QStringLiteral("days"))
                  : QString();
    return {RefreshErrorKind::NeedsSignIn,
            QStringLiteral(
                "The server refused to renew “%1” (invalid_grant). It does not say why; most likely the sign-in is too "
                "old%2 or was revoked. Sign in again.")
                .arg(nameOf(credential), age)};
}

QString codeOrNothing(const QByteArray& error) {
    // Anything else might be a secret that the server echoes.
    static constexpr std::array<QByteArrayView, 9> known{
        "invalid_request",         "invalid_client", "invalid_grant",
        "unauthorized_client",     "invalid_scope",  "unsupported_grant_type",
        "temporarily_unavailable", "server_error",   "slow_down"};
    const bool isKnown = std::find(known.begin(), known.end(), QByteArrayView(error)) != known.end();
    return isKnown ? QStringLiteral(" (%1)").arg(QString::fromLatin1(error)) : QString();
}

RefreshError byCode(const Credential& credential, const QByteArray& error, int status, base::WallTime now) {
    const bool byClient = credential.kind == vault::CredentialKind::ClientCredentials;
    if (error == "invalid_grant" && !byClient)
        return refusedGrant(credential, now);
    if (error == "invalid_client")
        return misconfigured(credential,
                             QStringLiteral("the server does not know the client id or its secret. Check both."));
    if (error == "invalid_scope")
        return misconfigured(credential,
                             QStringLiteral("the server does not grant the scopes it asks for (invalid_scope). "
                                            "Check them."));
    if (error == "temporarily_unavailable" || error == "server_error" || error == "slow_down")
        return passing(credential, QStringLiteral("the server answered %1%2").arg(status).arg(codeOrNothing(error)));
    return misconfigured(credential, QStringLiteral("the server answered %1%2. Check its client, grant and token URL.")
                                         .arg(status)
                                         .arg(codeOrNothing(error)));
}

QString pauseOf(const http::Response& response) {
    const QByteArray text = response.headers().value("Retry-After").value_or(QByteArray()).trimmed();
    const bool seconds = !text.isEmpty() && text.size() <= 6 &&
                         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return seconds ? QStringLiteral(", try again in %1 s").arg(text.toInt()) : QString();
}

// An answer that carries no error code of the protocol.
RefreshError byStatus(const Credential& credential, const http::Response& response) {
    const int status = response.status();
    if (status == 429 || status >= 500)
        return passing(credential, QStringLiteral("the server answered %1%2").arg(status).arg(pauseOf(response)));
    if (status == 401)
        return byCode(credential, "invalid_client", status, {});
    if (status >= 300 && status < 400)
        return badAnswer(credential, QStringLiteral("redirects (%1), which is not followed with a secret").arg(status));
    if (status >= 400)
        return badAnswer(credential, QStringLiteral("answered %1 without saying why").arg(status));
    return passing(credential,
                   QStringLiteral("what came back was not a token answer but something else (status %1)").arg(status));
}

std::optional<RefreshError> problemOf(const Credential& credential, const TokenResponse& tokens) {
    if (tokens.accessToken.isEmpty())
        return badAnswer(credential, QStringLiteral("sent no access token"));
    if (!tokens.tokenType.isEmpty() && tokens.tokenType.toLower() != "bearer")
        return badAnswer(credential, QStringLiteral("sent a kind of token that Knockback cannot use (only Bearer)"));
    return std::nullopt;
}
} // namespace

Judgement judge(const http::Attempt& attempt, const Credential& credential, base::WallTime now) {
    if (attempt.failure && attempt.failure->kind == http::FailureKind::Cancelled)
        return {RefreshError{RefreshErrorKind::Cancelled,
                             QStringLiteral("Renewing “%1” was cancelled.").arg(nameOf(credential))},
                {}};
    if (attempt.failure || !attempt.response)
        return {passing(credential, attempt.failure ? http::describe(*attempt.failure).chopped(1)
                                                    : QStringLiteral("no answer came")),
                {}};
    const http::Response& response = *attempt.response;
    if (response.body.size() > mostBytes)
        return {badAnswer(credential, QStringLiteral("sent more than 1 MiB")), {}};
    auto tokens = parseTokenResponse(response.body.bytes());
    const int status = response.status();
    if (!tokens || status == 429 || status >= 500 || (status >= 300 && status < 400))
        return {byStatus(credential, response), {}};
    if (!tokens->error.isEmpty()) // GitHub sends these with status 200
        return {byCode(credential, tokens->error, status, now), {}};
    if (status >= 400)
        return {byStatus(credential, response), {}};
    auto problem = problemOf(credential, *tokens);
    return {std::move(problem), std::move(*tokens)};
}

bool isDue(const Credential& credential, base::WallTime now) {
    if (!vault::canRotate(credential.kind))
        return false;
    if (!credential.issuedAt)
        return true;
    if (!credential.expiresAt)
        return false;
    const base::Microseconds life = *credential.expiresAt - *credential.issuedAt;
    const base::Microseconds share =
        life < std::chrono::minutes(1)
            ? life / 3
            : std::clamp<base::Microseconds>(life / 10, base::Seconds(30), std::chrono::minutes(5));
    return *credential.expiresAt - now < share;
}

} // namespace knockback::oauth
