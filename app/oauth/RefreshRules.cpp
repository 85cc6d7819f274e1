// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/RefreshRules.h"

#include "app/oauth/ClientSettings.h"

#include "app/http/HttpDate.h"
#include "app/http/RetryAfter.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>

namespace knockback::oauth {

namespace {
using vault::Credential;

constexpr base::Seconds clockTolerance(60);

QString clockText(base::WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(base::toEpochMs(time)).toString(QStringLiteral("HH:mm"));
}

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
    if (credential.renewingSince)
        return {RefreshErrorKind::NeedsSignIn,
                QStringLiteral("The server refused to renew “%1” (invalid_grant). It does not say why; most likely "
                               "because the last renewal was cut off at %2. Sign in again.")
                    .arg(nameOf(credential), clockText(*credential.renewingSince))};
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

QString whatProvesTheClient(const Credential& credential) {
    switch (settingsOf(credential).auth) {
    case ClientAuth::Tls:
        return QStringLiteral("its certificate (“%1”). Check that this certificate is registered for that client id.");
    case ClientAuth::PrivateKeyJwt:
        return QStringLiteral("its signature (“%1”). Check that this key is registered for that client id, and your "
                              "clock.");
    default:
        return QStringLiteral("its secret (“%1”). Check id, secret, and Basic against body.");
    }
}

RefreshError byCode(const Credential& credential, const QByteArray& error, int status, base::WallTime now) {
    const bool byClient = credential.kind == vault::CredentialKind::ClientCredentials;
    if (error == "invalid_grant" && !byClient)
        return refusedGrant(credential, now);
    if (error == "invalid_client")
        return misconfigured(credential,
                             QStringLiteral("the server does not know the client id or ") +
                                 whatProvesTheClient(credential).arg(QString::fromUtf8(credential.clientId)));
    if (error == "unauthorized_client" || error == "unsupported_grant_type")
        return misconfigured(credential,
                             QStringLiteral("the server does not let this client use this grant (%1). Allow it there, "
                                            "or choose another kind of credential.")
                                 .arg(QString::fromLatin1(error)));
    if (error == "invalid_scope")
        return misconfigured(credential,
                             QStringLiteral("the server does not grant the scopes it asks for (invalid_scope). "
                                            "Check them."));
    if (error == "invalid_target") // RFC 8693 2.2.2, RFC 8707 2
        return misconfigured(credential,
                             QStringLiteral("the server has no token for that audience or resource (invalid_target). "
                                            "Check them."));
    if (error == "temporarily_unavailable" || error == "server_error" || error == "slow_down")
        return passing(credential, QStringLiteral("the server answered %1%2").arg(status).arg(codeOrNothing(error)));
    return misconfigured(credential, QStringLiteral("the server answered %1%2. Check its client, grant and token URL.")
                                         .arg(status)
                                         .arg(codeOrNothing(error)));
}

std::optional<base::Nanoseconds> pauseOf(const http::Response& response, base::WallTime now) {
    const auto asked = http::readRetryAfter(response.headers(), now).seconds;
    constexpr double mostSeconds = 24.0 * 3600;
    return asked ? std::optional(base::Nanoseconds(std::chrono::ceil<base::Seconds>(
                       std::chrono::duration<double>(std::clamp(*asked, 0.0, mostSeconds)))))
                 : std::nullopt;
}

QString inSeconds(std::optional<base::Nanoseconds> pause) {
    return pause && pause->count() > 0
               ? QStringLiteral(", try again in %1 s").arg(std::chrono::ceil<base::Seconds>(*pause).count())
               : QString();
}

// An answer that carries no error code of the protocol.
RefreshError byStatus(const Credential& credential, const http::Response& response, base::WallTime now) {
    const int status = response.status();
    if (status == 429 || status >= 500)
        return passing(credential,
                       QStringLiteral("the server answered %1%2").arg(status).arg(inSeconds(pauseOf(response, now))));
    if (status == 401)
        return byCode(credential, "invalid_client", status, {});
    if (status >= 300 && status < 400)
        return badAnswer(credential, QStringLiteral("redirects (%1), which is not followed with a secret").arg(status));
    if (status >= 400)
        return badAnswer(credential, QStringLiteral("answered %1 without saying why").arg(status));
    return passing(credential,
                   QStringLiteral("what came back was not a token answer but something else (status %1)").arg(status));
}

bool servesAs(const QByteArray& tokenType, bool dpop) {
    const QByteArray type = tokenType.toLower();
    return type.isEmpty() || type == "bearer" || (dpop && type == "dpop") || type == "n_a"; // RFC 8693 2.2.1
}

std::optional<RefreshError> problemOf(const Credential& credential, const TokenResponse& tokens) {
    if (tokens.accessToken.isEmpty())
        return badAnswer(credential, QStringLiteral("sent no access token"));
    if (!servesAs(tokens.tokenType, settingsOf(credential).dpop))
        return badAnswer(credential, QStringLiteral("sent a kind of token that Knockback cannot use here (Bearer, or "
                                                    "DPoP where that is switched on)"));
    return std::nullopt;
}

// Whether the server cannot have acted on a request that brought no answer.
bool neverActed(const http::Attempt& attempt) {
    using http::Phase;
    if (attempt.response)
        return false;
    if (attempt.failure->kind == http::FailureKind::NotSent || attempt.connection.requestsOnWire == 0)
        return true;
    const Phase phase = attempt.failure->phase;
    return phase == Phase::Dns || phase == Phase::Connect || phase == Phase::Tls || phase == Phase::Proxy;
}

Judgement noAnswer(const http::Attempt& attempt, const Credential& credential) {
    if (!attempt.failure)
        return {passing(credential, QStringLiteral("no answer came")), {}, AnswerFate::Lost};
    if (attempt.failure->kind == http::FailureKind::Cancelled)
        return {RefreshError{RefreshErrorKind::Cancelled,
                             QStringLiteral("Renewing “%1” was cancelled.").arg(nameOf(credential))},
                {},
                AnswerFate::Lost};
    if (attempt.failure->kind == http::FailureKind::TooLarge)
        return {badAnswer(credential, QStringLiteral("sent more than 1 MiB")), {}, AnswerFate::Answered};
    return {passing(credential, http::describe(*attempt.failure).chopped(1)),
            {},
            neverActed(attempt) ? AnswerFate::NeverSent : AnswerFate::Lost};
}

// A success of which only a part came.
bool looksCutOff(const http::Response& response) {
    return response.status() >= 200 && response.status() < 300 && response.body.prefix(64).trimmed().startsWith('{');
}

Judgement answer(const http::Response& response, const Credential& credential, base::WallTime now) {
    auto tokens = parseTokenResponse(response.body.bytes());
    const int status = response.status();
    if (!tokens || status == 429 || status >= 500 || (status >= 300 && status < 400))
        return {byStatus(credential, response, now),
                {},
                !tokens && looksCutOff(response) ? AnswerFate::Lost : AnswerFate::Answered};
    if (!tokens->error.isEmpty()) // GitHub sends these with status 200
        return {byCode(credential, tokens->error, status, now), {}};
    if (status >= 400)
        return {byStatus(credential, response, now), {}};
    auto problem = problemOf(credential, *tokens);
    return {std::move(problem), std::move(*tokens)};
}
} // namespace

std::optional<base::Nanoseconds> skewOf(const http::Response& response, base::WallTime now) {
    const auto date = response.headers().value("Date");
    const auto theirs = date ? http::parseHttpDate(*date, now) : std::nullopt;
    if (!theirs)
        return std::nullopt;
    const base::Nanoseconds skew = now - *theirs;
    return std::chrono::abs(skew) > clockTolerance ? std::optional(skew) : std::nullopt;
}

Judgement judge(const http::Attempt& attempt, const Credential& credential, base::WallTime now) {
    if (attempt.failure || !attempt.response)
        return noAnswer(attempt, credential);
    Judgement judged = answer(*attempt.response, credential, now);
    judged.pause = pauseOf(*attempt.response, now);
    judged.clockSkew = skewOf(*attempt.response, now);
    return judged;
}

RefreshError onlySignInHelps(const Credential& credential, base::WallTime now) {
    if (!credential.issuedAt)
        return {RefreshErrorKind::NeedsSignIn,
                QStringLiteral("Nobody has signed in to “%1” yet.").arg(nameOf(credential))};
    const auto ago = credential.expiresAt ? now - *credential.expiresAt : base::Microseconds(0);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(ago).count();
    const QString when = minutes > 0       ? QStringLiteral("expired %1 min ago").arg(minutes)
                         : ago.count() > 0 ? QStringLiteral("has just expired")
                                           : QStringLiteral("cannot be renewed");
    return {RefreshErrorKind::NeedsSignIn,
            QStringLiteral("The token of “%1” %2 and there is no refresh token. Sign in again.")
                .arg(nameOf(credential), when)};
}

QString skewSentence(base::Nanoseconds skew) {
    const auto minutes =
        std::max<std::int64_t>(1, std::chrono::round<std::chrono::minutes>(std::chrono::abs(skew)).count());
    return QStringLiteral("Your clock is %1 min %2 the server's: set it, or expiry times will be wrong.")
        .arg(minutes)
        .arg(skew.count() > 0 ? QStringLiteral("ahead of") : QStringLiteral("behind"));
}

QString storedTokenSentence(const Credential& credential, const QString& why,
                            std::optional<base::Nanoseconds> remaining) {
    const auto minutes = remaining ? std::chrono::ceil<std::chrono::minutes>(*remaining).count() : 0;
    return QStringLiteral("%1 The stored token of “%2” is good for %3 min more and is used.")
        .arg(why, nameOf(credential))
        .arg(minutes);
}

QString interruptedSentence(const Credential& credential) {
    return QStringLiteral("The last renewal of “%1” was cut off at %2.")
        .arg(nameOf(credential), credential.renewingSince ? clockText(*credential.renewingSince) : QString());
}

} // namespace knockback::oauth
