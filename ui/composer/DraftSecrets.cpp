// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/DraftSecrets.h"

#include <array>

namespace knockback::ui {

namespace {

using Place = DraftSecret::Place;
constexpr qsizetype shortest = 8;

void addLongEnough(std::vector<DraftSecret>& found, const std::vector<vault::Suspect>& suspects, Place place,
                   std::size_t row = 0) {
    for (const auto& suspect : suspects)
        if (suspect.length >= shortest)
            found.push_back({place, row, suspect});
}

// A field that is for a secret and nothing else: whatever stands in it is one.
void addField(std::vector<DraftSecret>& found, const QByteArray& text, Place place, const char* name) {
    if (text.size() < shortest || text.contains("{{"))
        return;
    auto suspect = vault::knownShape(text).value_or(vault::Suspect{0, text.size(), QString(), name, {}});
    if (suspect.what.isEmpty())
        suspect.what = QStringLiteral("a secret");
    found.push_back({place, 0, suspect});
}

void addAuth(std::vector<DraftSecret>& found, const workspace::AuthDraft& auth) {
    using workspace::AuthKind;
    switch (auth.kind) {
    case AuthKind::Basic:
    case AuthKind::Digest:
        return addField(found, auth.password, Place::AuthPassword, "password");
    case AuthKind::Bearer:
        return addField(found, auth.token, Place::AuthToken, "token");
    case AuthKind::ApiKey:
        return addField(found, auth.keyValue, Place::AuthKey, "api-key");
    case AuthKind::ClientCertificate:
        return addField(found, auth.keyPassphrase, Place::AuthPassphrase, "passphrase");
    case AuthKind::Inherited:
    case AuthKind::None:
    case AuthKind::Credential:
        return;
    }
}
} // namespace

std::vector<DraftSecret> secretsIn(const workspace::RequestDraft& draft) {
    std::vector<DraftSecret> found;
    for (std::size_t row = 0; row < draft.headers.size(); ++row)
        addLongEnough(found, vault::suspectsInHeader(draft.headers[row].name, draft.headers[row].value), Place::Header,
                      row);
    addAuth(found, draft.auth);
    addLongEnough(found, vault::suspectsInUrl(draft.url), Place::Url);
    addLongEnough(found, vault::suspectsInBody(draft.body), Place::Body);
    return found;
}

QByteArray& placeOf(workspace::RequestDraft& draft, const DraftSecret& secret) {
    switch (secret.place) {
    case Place::Header:
        return draft.headers.at(secret.row).value;
    case Place::Body:
        return draft.body;
    case Place::AuthPassword:
        return draft.auth.password;
    case Place::AuthToken:
        return draft.auth.token;
    case Place::AuthKey:
        return draft.auth.keyValue;
    case Place::AuthPassphrase:
        return draft.auth.keyPassphrase;
    case Place::Url:
        break;
    }
    return draft.url;
}

QByteArray bytesOf(const workspace::RequestDraft& draft, const DraftSecret& secret) {
    workspace::RequestDraft copy = draft;
    return placeOf(copy, secret).mid(secret.suspect.at, secret.suspect.length);
}

} // namespace knockback::ui
