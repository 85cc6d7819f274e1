// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/Jose.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>

#include <array>

namespace knockback::oauth {

namespace {
QByteArray signingInput(QJsonObject& header, const char* algorithm, const QJsonObject& claims) {
    header.insert(QStringLiteral("alg"), QLatin1String(algorithm));
    const auto encoded = [](const QJsonObject& object) {
        return base64Url(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    return encoded(header) + '.' + encoded(claims);
}
} // namespace

QByteArray base64Url(QByteArrayView bytes) {
    return QByteArray::fromRawData(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64Url(QByteArrayView text) {
    auto decoded = QByteArray::fromBase64Encoding(text.toByteArray(), QByteArray::Base64UrlEncoding |
                                                                          QByteArray::OmitTrailingEquals |
                                                                          QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

QByteArray randomToken(base::RandomSource& random) {
    std::array<unsigned char, 32> bytes{};
    random.fill(bytes);
    return base64Url(QByteArrayView(bytes.data(), bytes.size()));
}

QByteArray signedJwt(QJsonObject header, const QJsonObject& claims, const SigningKey& key) {
    const QByteArray input = signingInput(header, key.algorithm().constData(), claims);
    return input + '.' + base64Url(key.sign(input));
}

QByteArray signedJwt(QJsonObject header, const QJsonObject& claims, const base::Secret& key) {
    const QByteArray input = signingInput(header, "HS256", claims);
    const auto view = key.reveal();
    return input + '.' +
           base64Url(QMessageAuthenticationCode::hash(input, QByteArray::fromRawData(view.data(), view.size()),
                                                      QCryptographicHash::Sha256));
}

std::optional<QJsonObject> unverifiedClaims(QByteArrayView jwt) {
    const auto first = jwt.indexOf('.');
    const auto second = first < 0 ? -1 : jwt.indexOf('.', first + 1);
    const auto payload = second < 0 ? std::nullopt : fromBase64Url(jwt.sliced(first + 1, second - first - 1));
    const auto claims = payload ? QJsonDocument::fromJson(*payload) : QJsonDocument();
    return claims.isObject() ? std::optional(claims.object()) : std::nullopt;
}

} // namespace knockback::oauth
