// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/KindFields.h"

namespace knockback::ui {

using vault::CredentialKind;

const std::vector<FormKind>& formKinds() {
    static const std::vector<FormKind> kinds{
        {QStringLiteral("Bearer token"), CredentialKind::Bearer, {}, &addBearerFields},
        {QStringLiteral("User name and password"), CredentialKind::Basic, {}, &addBasicFields},
        {QStringLiteral("User name and password · Digest"), CredentialKind::Digest, {}, &addBasicFields},
        {QStringLiteral("API key"), CredentialKind::ApiKey, {}, &addApiKeyFields},
        {QStringLiteral("OAuth · client credentials"), CredentialKind::ClientCredentials, {}, &addServiceFields},
        {QStringLiteral("OAuth · JWT bearer"), CredentialKind::ClientCredentials, "jwt-bearer", &addJwtBearerFields},
        {QStringLiteral("OAuth · token exchange"), CredentialKind::ClientCredentials, "token-exchange",
         &addTokenExchangeFields},
        {QStringLiteral("OAuth · authorization code"),
         CredentialKind::AuthorizationCode,
         {},
         &addAuthorizationCodeFields},
        {QStringLiteral("OAuth · device code"), CredentialKind::DeviceCode, {}, &addDeviceCodeFields},
        {QStringLiteral("OAuth · refresh token"), CredentialKind::RefreshToken, {}, &addRefreshTokenFields},
        {QStringLiteral("AWS Signature V4"), CredentialKind::AwsSigV4, {}, &addAwsFields},
        {QStringLiteral("HMAC signature"), CredentialKind::HmacSigned, {}, &addHmacFields},
        {QStringLiteral("Client certificate"), CredentialKind::ClientCertificate, {}, &addCertificateFields},
    };
    return kinds;
}

int formKindOf(const vault::Credential& credential) {
    const auto& kinds = formKinds();
    const QByteArray grant = settingOf(credential, "grant");
    int found = 0;
    for (int i = 0; i < static_cast<int>(kinds.size()); ++i) {
        const auto& kind = kinds[static_cast<std::size_t>(i)];
        if (kind.kind == credential.kind && (kind.grant.isEmpty() || kind.grant == grant))
            found = i;
    }
    return found;
}

void setKind(vault::Credential& credential, const FormKind& kind) {
    credential.kind = kind.kind;
    if (!kind.grant.isEmpty())
        setSetting(credential, "grant", kind.grant);
}

} // namespace knockback::ui
