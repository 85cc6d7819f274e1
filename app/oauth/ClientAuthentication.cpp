// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/ClientAuthentication.h"

#include "app/http/Url.h"
#include "app/oauth/Endpoint.h"
#include "app/oauth/Jose.h"

namespace knockback::oauth {

namespace {
using base::Failure;
using vault::SecretRole;

constexpr base::Seconds assertionLife(60);
constexpr const char* assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

QString lacks(const vault::Credential& credential, const char* what) {
    return QStringLiteral("“%1” proves its client by %2, and has none. Add it again with one.")
        .arg(QString::fromUtf8(credential.name), QString::fromUtf8(what));
}

ClientAuth chosen(const ClientSettings& settings, bool hasSecret, bool hasKey) {
    if (settings.auth != ClientAuth::Automatic)
        return settings.auth;
    return hasKey ? ClientAuth::PrivateKeyJwt : hasSecret ? ClientAuth::Basic : ClientAuth::None;
}

QJsonObject assertionClaims(Parts& parts, const vault::Credential& credential) {
    const QByteArray& audience = credential.issuer.isEmpty() ? credential.tokenUrl : credential.issuer;
    const auto now = static_cast<qint64>(base::toEpochMs(parts.wallNow()) / 1000);
    return {{QStringLiteral("iss"), QString::fromUtf8(credential.clientId)},
            {QStringLiteral("sub"), QString::fromUtf8(credential.clientId)},
            {QStringLiteral("aud"), QString::fromUtf8(audience)},
            {QStringLiteral("jti"), QString::fromLatin1(randomToken(parts.random))},
            {QStringLiteral("iat"), now},
            {QStringLiteral("exp"), now + assertionLife.count()}};
}

// A pushed authorization request names the client already.
void addClientId(FormBody& form, const QByteArray& clientId) {
    if (!form.has("client_id"))
        form.addUnlessEmpty("client_id", clientId);
}

void addAssertion(FormBody& form, const QByteArray& clientId, const QByteArray& assertion) {
    addClientId(form, clientId);
    form.add("client_assertion_type", assertionType);
    form.add("client_assertion", assertion);
}

// Adds what goes into the body; false when the way needs a secret or key that is not there.
bool addToForm(FormBody& form, ClientAuth way, Parts& parts, const vault::Credential& credential,
               const base::Secret& secret, const std::optional<SigningKey>& key) {
    const auto settings = settingsOf(credential);
    QJsonObject header;
    if (!settings.keyId.isEmpty())
        header.insert(QStringLiteral("kid"), QString::fromUtf8(settings.keyId));
    switch (way) {
    case ClientAuth::SecretJwt:
        if (!secret.isEmpty())
            addAssertion(form, credential.clientId, signedJwt(header, assertionClaims(parts, credential), secret));
        return !secret.isEmpty();
    case ClientAuth::PrivateKeyJwt:
        if (key)
            addAssertion(form, credential.clientId, signedJwt(header, assertionClaims(parts, credential), *key));
        return key.has_value();
    case ClientAuth::Post:
        addClientId(form, credential.clientId);
        form.add("client_secret", secret.reveal());
        return !secret.isEmpty();
    case ClientAuth::Basic:
        return !secret.isEmpty();
    case ClientAuth::None:
    case ClientAuth::Tls:
    case ClientAuth::Automatic:
        break;
    }
    addClientId(form, credential.clientId);
    return true;
}

const char* needOf(ClientAuth way) {
    return way == ClientAuth::PrivateKeyJwt ? "a signature with its key" : "its client secret";
}
} // namespace

base::Result<base::Secret, QString> secretFor(Parts& parts, const vault::Credential& credential, SecretRole role,
                                              const QByteArray& url) {
    const auto endpoint = http::parseUrl(url);
    auto secret = parts.vault.use(credential.name, role, endpoint ? endpoint->authority() : QByteArray());
    if (secret)
        return std::move(*secret);
    if (secret.error().kind == vault::VaultErrorKind::NotFound)
        return base::Secret();
    return Failure(secret.error().sentence);
}

base::Result<base::Secret, QString> tokenForIssuer(Parts& parts, const vault::Credential& credential,
                                                   const QByteArray& url) {
    const auto own = http::parseUrl(credential.tokenUrl);
    const auto target = http::parseUrl(url);
    if (!own || !target || own->origin() != target->origin() || !problemWithEndpoint(url).isEmpty())
        return Failure(QStringLiteral("Not sent: the token of “%1” may only go back to the host of its token endpoint, "
                                      "over https, and not to %2.")
                           .arg(QString::fromUtf8(credential.name), QString::fromUtf8(url)));
    auto token = parts.vault.reveal(credential.name, SecretRole::Value);
    return token ? std::move(*token) : base::Secret();
}

base::Result<std::optional<SigningKey>, QString> clientKey(Parts& parts, const vault::Credential& credential) {
    const auto pem = secretFor(parts, credential, SecretRole::ClientKey, credential.tokenUrl);
    if (!pem)
        return Failure(pem.error());
    if (pem->isEmpty())
        return std::optional<SigningKey>();
    auto key = SigningKey::fromPem(*pem);
    if (!key)
        return Failure(QStringLiteral("The key of “%1” cannot be used: it has to be an RSA key of at least 2048 bits "
                                      "or a P-256 key, in PEM and without a passphrase.")
                           .arg(QString::fromUtf8(credential.name)));
    return key;
}

base::Result<http::Request, QString> clientRequest(Parts& parts, const vault::Credential& credential,
                                                   const QByteArray& url, FormBody form) {
    if (const auto problem = problemWithEndpoint(url); !problem.isEmpty())
        return Failure(QStringLiteral("Not sent: the endpoint %1 of “%2” %3. Check its addresses.")
                           .arg(QString::fromUtf8(url), QString::fromUtf8(credential.name), problem));
    const auto settings = settingsOf(credential);
    const auto secret = secretFor(parts, credential, SecretRole::ClientSecret, url);
    if (!secret)
        return Failure(secret.error());
    const auto key = clientKey(parts, credential);
    if (!key)
        return Failure(key.error());
    const ClientAuth way = chosen(settings, !secret->isEmpty(), key->has_value());
    if (way == ClientAuth::Tls && settings.certificateFile.isEmpty())
        return Failure(QStringLiteral("“%1” proves its client by a certificate, and names none. Set certificate-file.")
                           .arg(QString::fromUtf8(credential.name)));
    if (!addToForm(form, way, parts, credential, *secret, *key))
        return Failure(lacks(credential, needOf(way)));
    http::Request request = formPost(url, form);
    if (way == ClientAuth::Basic)
        request.headers.append("Authorization",
                               vault::exposed(vault::basicHeader(vault::clientPair(credential.clientId, *secret))));
    request.options.clientCertificate = {settings.certificateFile, settings.certificateKeyFile, {}};
    request.options.caFile = settings.caFile;
    return request;
}

} // namespace knockback::oauth
