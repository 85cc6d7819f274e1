// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/FieldChecks.h"
#include "ui/vault/KindFields.h"

namespace knockback::ui {

using Need = SecretEntry::Need;
using vault::Credential;
using vault::SecretRole;

namespace {

void addClient(FieldForm& form) {
    form.addText(QStringLiteral("Token URL"), placeOf(&Credential::tokenUrl),
                 QStringLiteral("https://login.example.com/oauth/token"), [](const QString& url) {
                     return url.isEmpty() ? QStringLiteral("Say where tokens come from: the provider's token URL.")
                                          : problemWithEndpointText(url);
                 });
    form.addText(QStringLiteral("Client ID"), placeOf(&Credential::clientId));
    form.addSecret(QStringLiteral("Client secret"), SecretRole::ClientSecret, Need::Optional);
    form.addText(QStringLiteral("Scopes"), placeOf(&Credential::scopes), QStringLiteral("read write"));
}

} // namespace

void addServiceFields(FieldForm& form, const FieldHelp&) {
    addClient(form);
}

void addRefreshTokenFields(FieldForm& form, const FieldHelp&) {
    form.addSecret(QStringLiteral("Refresh token"), SecretRole::RefreshToken, Need::Required);
    addClient(form);
}

} // namespace knockback::ui
