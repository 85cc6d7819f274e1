// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/AuthFields.h"

#include "app/http/Variables.h"

#include <QCoreApplication>

#include <algorithm>

namespace knockback::ui {

using workspace::AuthDraft;
using workspace::AuthKind;

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("AuthFields", text);
}

} // namespace

std::vector<AuthField> authFields(AuthKind kind) {
    using Kind = AuthField::Kind;
    const QString secretHint = tr("{{vault:name}}, or a variable");
    switch (kind) {
    case AuthKind::Basic:
    case AuthKind::Digest:
        return {{"authUser", &AuthDraft::user, tr("User"), tr("name or {{variable}}"), Kind::Text},
                {"authPassword", &AuthDraft::password, tr("Password"), secretHint, Kind::Secret}};
    case AuthKind::Bearer:
        return {{"authToken", &AuthDraft::token, tr("Token"), secretHint, Kind::Secret}};
    case AuthKind::ApiKey:
        return {{"authKeyName", &AuthDraft::keyName, tr("Name"), tr("X-Api-Key"), Kind::Text},
                {"authKeyValue", &AuthDraft::keyValue, tr("Key"), secretHint, Kind::Secret}};
    case AuthKind::Credential:
        return {{"authChoice", &AuthDraft::credential, tr("Credential"), {}, Kind::Credential}};
    case AuthKind::ClientCertificate:
        return {{"authCertificate", &AuthDraft::certificateFile, tr("Certificate"), tr("client.pem"), Kind::File},
                {"authKeyFile", &AuthDraft::keyFile, tr("Key"), tr("in the certificate's file"), Kind::File},
                {"authPassphrase", &AuthDraft::keyPassphrase, tr("Passphrase of the key"), secretHint, Kind::Secret}};
    case AuthKind::Inherited:
    case AuthKind::None:
        break;
    }
    return {};
}

QString authName(AuthKind kind) {
    switch (kind) {
    case AuthKind::Inherited:
        return tr("Inherited");
    case AuthKind::None:
        return tr("None");
    case AuthKind::Basic:
        return tr("Basic");
    case AuthKind::Bearer:
        return tr("Bearer token");
    case AuthKind::ApiKey:
        return tr("API key");
    case AuthKind::Digest:
        return tr("Digest");
    case AuthKind::Credential:
        return tr("From the vault");
    case AuthKind::ClientCertificate:
        return tr("Client certificate");
    }
    return {};
}

bool holdsPlainSecret(const AuthDraft& auth) {
    const auto fields = authFields(auth.kind);
    return std::any_of(fields.begin(), fields.end(), [&auth](const AuthField& field) {
        const QByteArray& text = auth.*field.member;
        return field.kind == AuthField::Kind::Secret && !text.isEmpty() && http::findVariables(text).empty();
    });
}

} // namespace knockback::ui
