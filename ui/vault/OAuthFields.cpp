// SPDX-License-Identifier: GPL-3.0-or-later
// The OAuth grants: what they share, and what each asks for besides.
#include "ui/vault/OAuthParts.h"

#include "ui/vault/FieldChecks.h"
#include "ui/vault/KindFields.h"

#include <QLineEdit>

namespace knockback::ui {

using Need = SecretEntry::Need;
using vault::Credential;
using vault::SecretRole;

void addServiceFields(FieldForm& form, const FieldHelp& help) {
    OAuthParts parts(form, help);
    parts.addIssuer();
    parts.addTokenUrl();
    parts.addClient(OAuthParts::Client::ProvesItself);
    parts.addScopes();
    parts.addMore();
}

void addJwtBearerFields(FieldForm& form, const FieldHelp& help) {
    form.addNote(QStringLiteral("The client signs an assertion with its key and gets a token for it (RFC 7523)."));
    OAuthParts parts(form, help);
    parts.addIssuer();
    parts.addTokenUrl();
    parts.addClient(OAuthParts::Client::Signs);
    form.addText(QStringLiteral("On behalf of"), settingPlace("subject"), QStringLiteral("the client itself"));
    parts.addScopes();
    parts.addMore();
}

void addTokenExchangeFields(FieldForm& form, const FieldHelp& help) {
    form.addNote(QStringLiteral("Another credential's access token is exchanged for one of its own (RFC 8693)."));
    OAuthParts parts(form, help);
    parts.addIssuer();
    parts.addTokenUrl();
    std::vector<FieldForm::Option> others{{"", QStringLiteral("choose one…")}};
    for (const auto& name : help.credentials)
        others.push_back({name, QString::fromUtf8(name)});
    auto* subject =
        form.addChoice(QStringLiteral("Token of the credential"), settingPlace("subject-credential"), others);
    form.alsoCheck(subject, [subject] {
        return subject->currentData().toString().isEmpty()
                   ? QStringLiteral("Choose the credential whose token is exchanged.")
                   : QString();
    });
    parts.addClient(OAuthParts::Client::MayProveItself);
    parts.addScopes();
    parts.addMore();
}

void addAuthorizationCodeFields(FieldForm& form, const FieldHelp& help) {
    form.addNote(QStringLiteral("You sign in in the browser, with PKCE; the sign-in is asked for after saving."));
    OAuthParts parts(form, help);
    parts.addIssuer();
    parts.addEndpoint(QStringLiteral("Authorization URL"), "authorization-url",
                      QStringLiteral("https://login.example.com/authorize"), OAuthParts::Endpoint::Needed);
    parts.addTokenUrl();
    parts.addClient(OAuthParts::Client::MayProveItself);
    parts.addScopes();
    parts.addMore(OAuthParts::More::OfBrowser);
}

void addDeviceCodeFields(FieldForm& form, const FieldHelp& help) {
    form.addNote(QStringLiteral("You enter a code on another page or device (RFC 8628), after saving."));
    OAuthParts parts(form, help);
    parts.addIssuer();
    parts.addEndpoint(QStringLiteral("Device URL"), "device-url", QStringLiteral("https://login.example.com/device"),
                      OAuthParts::Endpoint::Needed);
    parts.addTokenUrl();
    parts.addClient(OAuthParts::Client::MayProveItself);
    parts.addScopes();
    parts.addMore();
}

void addRefreshTokenFields(FieldForm& form, const FieldHelp& help) {
    form.addSecret(QStringLiteral("Refresh token"), SecretRole::RefreshToken, Need::Required);
    OAuthParts parts(form, help);
    parts.addIssuer();
    parts.addTokenUrl();
    parts.addClient(OAuthParts::Client::MayProveItself);
    parts.addScopes();
    parts.addMore();
}

} // namespace knockback::ui
