// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/DraftSecrets.h"

#include <array>

namespace knockback::ui {

namespace {

using Place = DraftSecret::Place;
constexpr qsizetype shortest = 8;

std::optional<DraftSecret> longEnough(const std::vector<vault::Suspect>& suspects, Place place, std::size_t row = 0) {
    for (const auto& suspect : suspects)
        if (suspect.length >= shortest)
            return DraftSecret{place, row, suspect};
    return std::nullopt;
}

// A field that is for a secret and nothing else: whatever stands in it is one.
std::optional<DraftSecret> inField(const QByteArray& text, Place place, const char* name) {
    if (text.size() < shortest || text.contains("{{"))
        return std::nullopt;
    auto suspect = vault::knownShape(text).value_or(vault::Suspect{0, text.size(), QString(), name, {}});
    if (suspect.what.isEmpty())
        suspect.what = QStringLiteral("a secret");
    return DraftSecret{place, 0, suspect};
}

std::optional<DraftSecret> inAuth(const workspace::AuthDraft& auth) {
    using workspace::AuthKind;
    switch (auth.kind) {
    case AuthKind::Basic:
    case AuthKind::Digest:
        return inField(auth.password, Place::AuthPassword, "password");
    case AuthKind::Bearer:
        return inField(auth.token, Place::AuthToken, "token");
    case AuthKind::ApiKey:
        return inField(auth.keyValue, Place::AuthKey, "api-key");
    default:
        return std::nullopt;
    }
}
} // namespace

std::optional<DraftSecret> secretIn(const workspace::RequestDraft& draft) {
    for (std::size_t row = 0; row < draft.headers.size(); ++row)
        if (auto found = longEnough(vault::suspectsInHeader(draft.headers[row].name, draft.headers[row].value),
                                    Place::Header, row))
            return found;
    if (auto found = inAuth(draft.auth))
        return found;
    if (auto found = longEnough(vault::suspectsInUrl(draft.url), Place::Url))
        return found;
    return longEnough(vault::suspectsInBody(draft.body), Place::Body);
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
