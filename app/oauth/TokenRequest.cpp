// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/TokenRequest.h"

#include "app/http/Url.h"
#include "app/vault/AuthForms.h"

namespace knockback::oauth {

namespace {
using base::Failure;
using vault::CredentialKind;
using vault::SecretRole;

constexpr base::Milliseconds answerPatience(15'000);

class FormBody {
public:
    void add(QByteArrayView name, QByteArrayView value) {
        if (!m_text.isEmpty())
            m_text += '&';
        m_text += vault::formEncode(name) + '=' + vault::formEncode(value);
    }
    [[nodiscard]] const QByteArray& text() const { return m_text; }

private:
    QByteArray m_text;
};

QByteArray joined(const std::vector<QByteArray>& scopes) {
    QByteArray text;
    for (const auto& scope : scopes)
        text += (text.isEmpty() ? QByteArray() : QByteArray(" ")) + scope;
    return text;
}

// The secret, an empty one where there is none, or why it may not go to the token endpoint.
base::Result<base::Secret, QString> secretFor(const vault::Credential& credential, vault::Vault& vault, SecretRole role,
                                              QByteArrayView authority) {
    auto secret = vault.use(credential.name, role, authority);
    if (secret)
        return std::move(*secret);
    if (secret.error().kind == vault::VaultErrorKind::NotFound)
        return base::Secret();
    return Failure(secret.error().sentence);
}

QString lacks(const vault::Credential& credential, const QString& what) {
    return QStringLiteral("“%1” cannot be rotated: it has no %2. Add it again with one.")
        .arg(QString::fromUtf8(credential.name), what);
}
} // namespace

base::Result<http::Request, QString> tokenRequest(const vault::Credential& credential, vault::Vault& vault) {
    if (!vault::canRotate(credential.kind))
        return Failure(QStringLiteral("“%1” is a %2 credential, which cannot be rotated by itself: replace its secret.")
                           .arg(QString::fromUtf8(credential.name), QString::fromUtf8(kindName(credential.kind))));
    const auto endpoint = http::parseUrl(credential.tokenUrl);
    if (!endpoint)
        return Failure(lacks(credential, QStringLiteral("token URL")));
    const bool byClient = credential.kind == CredentialKind::ClientCredentials;
    const QByteArray authority = endpoint->authority();
    const auto clientSecret = secretFor(credential, vault, SecretRole::ClientSecret, authority);
    if (!clientSecret)
        return Failure(clientSecret.error());
    if (byClient && clientSecret->isEmpty())
        return Failure(lacks(credential, QStringLiteral("client secret")));

    FormBody form;
    form.add("grant_type", byClient ? "client_credentials" : "refresh_token");
    if (byClient && !credential.scopes.empty())
        form.add("scope", joined(credential.scopes));
    if (!byClient) {
        const auto refreshToken = secretFor(credential, vault, SecretRole::RefreshToken, authority);
        if (!refreshToken)
            return Failure(refreshToken.error());
        if (refreshToken->isEmpty())
            return Failure(lacks(credential, QStringLiteral("refresh token")));
        form.add("refresh_token", refreshToken->reveal());
    }
    if (clientSecret->isEmpty() && !credential.clientId.isEmpty())
        form.add("client_id", credential.clientId);

    http::Request request;
    request.method = "POST";
    request.url = credential.tokenUrl;
    request.headers.append("Accept", "application/json");
    request.headers.append("Content-Type", "application/x-www-form-urlencoded");
    if (!clientSecret->isEmpty())
        request.headers.append(
            "Authorization", vault::exposed(vault::basicHeader(vault::clientPair(credential.clientId, *clientSecret))));
    request.body = form.text();
    request.options.timeout = answerPatience;
    return request;
}

} // namespace knockback::oauth
