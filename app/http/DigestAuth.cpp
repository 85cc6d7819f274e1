// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/http/DigestAuth.h"

#include "app/http/AuthChallenge.h"

#include <QList>

#include <array>
#include <initializer_list>

#include <openssl/evp.h>

namespace knockback::http {

namespace {

struct Algorithm {
    const char* name;
    const EVP_MD* (*hash)();
    bool session;
};

// The strongest first.
constexpr std::array<Algorithm, 6> algorithms{{
    {"SHA-512-256", &EVP_sha512_256, false},
    {"SHA-512-256-sess", &EVP_sha512_256, true},
    {"SHA-256", &EVP_sha256, false},
    {"SHA-256-sess", &EVP_sha256, true},
    {"MD5", &EVP_md5, false},
    {"MD5-sess", &EVP_md5, true},
}};

const Algorithm* algorithmOf(const QByteArray& name) {
    for (const Algorithm& algorithm : algorithms)
        if (name.compare(algorithm.name, Qt::CaseInsensitive) == 0)
            return &algorithm;
    return nullptr;
}

QByteArray hexHash(const Algorithm& algorithm, const QByteArray& text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_Digest(text.constData(), static_cast<std::size_t>(text.size()), digest.data(), &size, algorithm.hash(),
               nullptr);
    return QByteArray(reinterpret_cast<const char*>(digest.data()), static_cast<qsizetype>(size)).toHex();
}

QByteArray joined(std::initializer_list<QByteArray> parts) {
    return QByteArrayList(parts).join(':');
}

bool isTrue(const QByteArray& value) {
    return value.compare("true", Qt::CaseInsensitive) == 0;
}

// Nothing when it is no Digest challenge, or one that cannot be answered.
std::optional<DigestChallenge> digestOf(const AuthChallenge& challenge) {
    if (!challenge.is("Digest"))
        return std::nullopt;
    DigestChallenge digest;
    digest.realm = challenge.param("realm");
    digest.nonce = challenge.param("nonce");
    digest.opaque = challenge.param("opaque");
    digest.stale = isTrue(challenge.param("stale"));
    digest.userHash = isTrue(challenge.param("userhash"));
    digest.utf8 = challenge.param("charset").compare("UTF-8", Qt::CaseInsensitive) == 0;
    const QByteArray name = challenge.param("algorithm");
    const Algorithm* algorithm = algorithmOf(name.isEmpty() ? QByteArray("MD5") : name);
    if (!algorithm || digest.nonce.isEmpty())
        return std::nullopt;
    digest.algorithm = algorithm->name;

    const QByteArray qualities = challenge.param("qop").toLower();
    for (const QByteArray& quality : qualities.split(',')) {
        digest.auth = digest.auth || quality.trimmed() == "auth";
        digest.authInt = digest.authInt || quality.trimmed() == "auth-int";
    }
    const bool answerable = qualities.isEmpty() || digest.auth || digest.authInt;
    return answerable ? std::optional(digest) : std::nullopt;
}

// A parameter as a quoted string (RFC 9110 5.6.4).
QByteArray quoted(const char* name, QByteArray value) {
    value.replace('\\', "\\\\").replace('"', "\\\"");
    return QByteArray(name) + "=\"" + value + '"';
}

// RFC 7616 3.4 and 3.4.4
QByteArray userParam(const Algorithm& algorithm, const DigestChallenge& challenge, const QByteArray& user) {
    if (challenge.userHash)
        return quoted("username", hexHash(algorithm, joined({user, challenge.realm})));
    const bool odd = std::any_of(user.begin(), user.end(), [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f || (byte >= 0x80 && challenge.utf8);
    });
    return odd ? "username*=UTF-8''" + user.toPercentEncoding() : quoted("username", user);
}

} // namespace

std::optional<DigestChallenge> digestChallenge(const HeaderList& answer) {
    std::optional<DigestChallenge> best;
    for (const QByteArray& field : answer.values("WWW-Authenticate"))
        for (const AuthChallenge& challenge : parseChallenges(field))
            if (auto digest = digestOf(challenge);
                digest && (!best || algorithmOf(digest->algorithm) < algorithmOf(best->algorithm)))
                best = std::move(digest);
    return best;
}

QByteArray digestAuthorization(const DigestChallenge& challenge, const DigestInput& input) {
    const Algorithm* known = algorithmOf(challenge.algorithm);
    if (!known)
        return {};
    const Algorithm& algorithm = *known;
    const auto hash = [&](std::initializer_list<QByteArray> parts) { return hexHash(algorithm, joined(parts)); };

    QByteArray key = hash({input.user, challenge.realm, input.password});
    if (algorithm.session)
        key = hash({key, challenge.nonce, input.clientNonce});
    const QByteArray quality = challenge.auth ? "auth" : challenge.authInt ? "auth-int" : "";
    const QByteArray what = quality == "auth-int" ? hash({input.method, input.target, hexHash(algorithm, input.body)})
                                                  : hash({input.method, input.target});
    const QByteArray count = QByteArray::number(input.count, 16).rightJustified(8, '0');
    const QByteArray response = quality.isEmpty()
                                    ? hash({key, challenge.nonce, what})
                                    : hash({key, challenge.nonce, count, input.clientNonce, quality, what});

    QByteArrayList params{userParam(algorithm, challenge, input.user), quoted("realm", challenge.realm),
                          quoted("uri", input.target), "algorithm=" + challenge.algorithm,
                          quoted("nonce", challenge.nonce)};
    if (!quality.isEmpty())
        params << "nc=" + count << quoted("cnonce", input.clientNonce) << "qop=" + quality;
    else if (algorithm.session)
        params << quoted("cnonce", input.clientNonce);
    params << quoted("response", response);
    if (!challenge.opaque.isEmpty())
        params << quoted("opaque", challenge.opaque);
    if (challenge.userHash)
        params << QByteArray("userhash=true");
    return "Digest " + params.join(", ");
}

} // namespace knockback::http
