// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/TokenRequest.h"

#include "app/oauth/Jose.h"

namespace knockback::oauth {

namespace {
using base::Failure;
using vault::CredentialKind;
using vault::SecretRole;

constexpr base::Seconds assertionLife(300);
constexpr const char* accessTokenType = "urn:ietf:params:oauth:token-type:access_token";

QString lacks(const vault::Credential& credential, const QString& what) {
    return QStringLiteral("“%1” cannot be rotated: it has no %2. Add it again with one.")
        .arg(QString::fromUtf8(credential.name), what);
}

base::Result<FormBody, QString> refreshForm(Parts& parts, const vault::Credential& credential) {
    const auto refreshToken = secretFor(parts, credential, SecretRole::RefreshToken, credential.tokenUrl);
    if (!refreshToken)
        return Failure(refreshToken.error());
    if (refreshToken->isEmpty())
        return Failure(lacks(credential, QStringLiteral("refresh token")));
    FormBody form;
    form.add("grant_type", "refresh_token");
    form.add("refresh_token", refreshToken->reveal());
    return form;
}

base::Result<FormBody, QString> assertionForm(Parts& parts, const vault::Credential& credential,
                                              const ClientSettings& settings) {
    const auto key = clientKey(parts, credential);
    if (!key)
        return Failure(key.error());
    if (!key->has_value())
        return Failure(lacks(credential, QStringLiteral("key to sign its assertion with")));
    const auto now = static_cast<qint64>(base::toEpochMs(parts.wallNow()) / 1000);
    const QByteArray& subject = settings.subject.isEmpty() ? credential.clientId : settings.subject;
    const QByteArray& audience = settings.audience.isEmpty() ? credential.tokenUrl : settings.audience;
    QJsonObject claims{{QStringLiteral("iss"), QString::fromUtf8(credential.clientId)},
                       {QStringLiteral("sub"), QString::fromUtf8(subject)},
                       {QStringLiteral("aud"), QString::fromUtf8(audience)},
                       {QStringLiteral("jti"), QString::fromLatin1(randomToken(parts.random))},
                       {QStringLiteral("iat"), now},
                       {QStringLiteral("exp"), now + assertionLife.count()}};
    QJsonObject header;
    if (!settings.keyId.isEmpty())
        header.insert(QStringLiteral("kid"), QString::fromUtf8(settings.keyId));
    FormBody form;
    form.add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.add("assertion", signedJwt(header, claims, **key));
    return form;
}

base::Result<FormBody, QString> exchangeForm(Parts& parts, const vault::Credential& credential,
                                             const ClientSettings& settings) {
    const auto subject = parts.vault.find(settings.subjectCredential);
    if (!subject)
        return Failure(lacks(credential, QStringLiteral("other credential whose token it exchanges "
                                                        "(subject-credential)")));
    const auto token = tokenForIssuer(parts, *subject, credential.tokenUrl);
    if (!token)
        return Failure(token.error());
    if (token->isEmpty())
        return Failure(QStringLiteral("“%1” exchanges the token of “%2”, which has none yet: fetch that first.")
                           .arg(QString::fromUtf8(credential.name), QString::fromUtf8(subject->name)));
    FormBody form;
    form.add("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.add("subject_token", token->reveal());
    form.add("subject_token_type", accessTokenType);
    form.addUnlessEmpty("audience", settings.audience);
    return form;
}

base::Result<FormBody, QString> serviceForm(Parts& parts, const vault::Credential& credential,
                                            const ClientSettings& settings) {
    switch (settings.grant) {
    case ServiceGrant::JwtBearer:
        return assertionForm(parts, credential, settings);
    case ServiceGrant::TokenExchange:
        return exchangeForm(parts, credential, settings);
    case ServiceGrant::ClientCredentials:
        break;
    }
    FormBody form;
    form.add("grant_type", "client_credentials");
    form.addUnlessEmpty("audience", settings.audience); // not of any RFC, but several servers want it
    return form;
}

// A client that can prove nothing gets no token of its own.
bool provesItself(Parts& parts, const vault::Credential& credential, const ClientSettings& settings) {
    const auto has = [&](SecretRole role) {
        const auto secret = secretFor(parts, credential, role, credential.tokenUrl);
        return !secret || !secret->isEmpty(); // one that may not go there is an error of its own
    };
    return settings.grant != ServiceGrant::ClientCredentials || settings.auth == ClientAuth::Tls ||
           has(SecretRole::ClientSecret) || has(SecretRole::ClientKey);
}
} // namespace

QByteArray joinedScopes(const std::vector<QByteArray>& scopes) {
    QByteArray text;
    for (const auto& scope : scopes)
        text += (text.isEmpty() ? QByteArray() : QByteArray(" ")) + scope;
    return text;
}

base::Result<http::Request, QString> tokenRequest(Parts& parts, const vault::Credential& credential) {
    if (!vault::canRotate(credential.kind))
        return Failure(QStringLiteral("“%1” is a %2 credential, which cannot be rotated by itself: replace its secret.")
                           .arg(QString::fromUtf8(credential.name), QString::fromUtf8(kindName(credential.kind))));
    if (credential.tokenUrl.isEmpty())
        return Failure(lacks(credential, QStringLiteral("token URL")));
    const auto settings = settingsOf(credential);
    const bool byClient = credential.kind == CredentialKind::ClientCredentials;
    if (byClient && !provesItself(parts, credential, settings))
        return Failure(lacks(credential, QStringLiteral("client secret")));
    auto form = byClient ? serviceForm(parts, credential, settings) : refreshForm(parts, credential);
    if (!form)
        return Failure(form.error());
    if (byClient)
        form->addUnlessEmpty("scope", joinedScopes(credential.scopes));
    form->addUnlessEmpty("resource", settings.resource);
    return clientRequest(parts, credential, credential.tokenUrl, std::move(*form));
}

} // namespace knockback::oauth
