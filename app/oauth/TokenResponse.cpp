// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/TokenResponse.h"

#include "app/oauth/Jose.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace knockback::oauth {

namespace {
constexpr double longestLifetime = 100.0 * 365 * 24 * 3600;

base::Secret secretIn(const QJsonObject& object, QLatin1String name) {
    QByteArray text = object.value(name).toString().toUtf8();
    base::Secret secret = base::Secret::copyOf(text);
    base::wipe(text);
    return secret;
}

// Some servers write the number as a string.
std::optional<double> numberIn(const QJsonObject& object, QLatin1String name) {
    const auto value = object.value(name);
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    return isNumber && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<base::WallTime> jwtExpiry(QByteArrayView token) {
    const auto claims = unverifiedClaims(token);
    if (!claims)
        return std::nullopt;
    const auto exp = numberIn(*claims, QLatin1String("exp"));
    constexpr double year2200 = 7258118400.0;
    if (!exp || *exp <= 0 || *exp > year2200)
        return std::nullopt;
    return base::WallTime(base::Seconds(static_cast<std::int64_t>(*exp)));
}
} // namespace

std::optional<TokenResponse> parseTokenResponse(const QByteArray& body) {
    const auto document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return std::nullopt;
    const auto object = document.object();
    TokenResponse response;
    response.accessToken = secretIn(object, QLatin1String("access_token"));
    response.refreshToken = secretIn(object, QLatin1String("refresh_token"));
    response.tokenType = object.value(QLatin1String("token_type")).toString().toUtf8();
    response.error = object.value(QLatin1String("error")).toString().toUtf8();
    if (const auto scope = object.value(QLatin1String("scope")); scope.isString()) {
        response.scopes.emplace();
        for (const auto& word : scope.toString().toUtf8().split(' '))
            if (!word.isEmpty())
                response.scopes->push_back(word);
    }
    if (const auto seconds = numberIn(object, QLatin1String("expires_in")); seconds && *seconds >= 1)
        response.lifetime = base::Seconds(static_cast<std::int64_t>(std::min(*seconds, longestLifetime)));
    return response;
}

std::optional<base::WallTime> expiryOf(const TokenResponse& response, base::WallTime sentAt) {
    if (response.lifetime)
        return sentAt + *response.lifetime;
    return jwtExpiry(response.accessToken.reveal());
}

} // namespace knockback::oauth
