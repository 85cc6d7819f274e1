// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/Dpop.h"

#include "app/http/Url.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace knockback::oauth {

namespace {
constexpr qint64 mostErrorBytes = 64 * 1024;
constexpr qsizetype longestNonce = 1024;

QByteArray originOf(const QByteArray& url) {
    const auto parts = http::parseUrl(url);
    return parts ? parts->origin() : QByteArray();
}

QByteArray withoutQuery(const QByteArray& url) {
    const auto end = std::find_if(url.begin(), url.end(), [](char c) { return c == '?' || c == '#'; });
    return url.first(end - url.begin());
}
} // namespace

QByteArray dpopProof(const SigningKey& key, const DpopTarget& target, base::WallTime now, base::RandomSource& random) {
    const QJsonObject header{{QStringLiteral("typ"), QStringLiteral("dpop+jwt")},
                             {QStringLiteral("jwk"), QJsonDocument::fromJson(key.publicJwk()).object()}};
    QJsonObject claims{{QStringLiteral("jti"), QString::fromLatin1(randomToken(random))},
                       {QStringLiteral("htm"), QString::fromLatin1(target.method)},
                       {QStringLiteral("htu"), QString::fromUtf8(withoutQuery(target.url))},
                       {QStringLiteral("iat"), static_cast<qint64>(base::toEpochMs(now) / 1000)}};
    if (!target.nonce.isEmpty())
        claims.insert(QStringLiteral("nonce"), QString::fromUtf8(target.nonce));
    if (target.accessToken) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData(target.accessToken->reveal());
        claims.insert(QStringLiteral("ath"), QString::fromLatin1(base64Url(hash.result())));
    }
    return signedJwt(header, claims, key);
}

QByteArray DpopNonces::of(const QByteArray& url) const {
    const auto known = m_byOrigin.find(originOf(url));
    return known == m_byOrigin.end() ? QByteArray() : known->second;
}

void DpopNonces::learn(const QByteArray& url, const http::Response& response) {
    const auto nonce = response.headers().value("DPoP-Nonce");
    if (nonce && !nonce->isEmpty() && nonce->size() <= longestNonce)
        m_byOrigin[originOf(url)] = *nonce;
}

bool wantsNonce(const http::Response& response) {
    if (!response.headers().contains("DPoP-Nonce"))
        return false;
    if (response.status() == 401)
        return response.headers().combined("WWW-Authenticate").value_or(QByteArray()).contains("use_dpop_nonce");
    if (response.status() != 400)
        return false;
    const auto body = QJsonDocument::fromJson(response.body.prefix(mostErrorBytes)).object();
    return body.value(QLatin1String("error")).toString() == QLatin1String("use_dpop_nonce");
}

} // namespace knockback::oauth
