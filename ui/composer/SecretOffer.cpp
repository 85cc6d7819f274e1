// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SecretOffer.h"

#include "app/http/Url.h"
#include "app/http/Variables.h"
#include "app/vault/SecretImport.h"
#include "ui/composer/NoteBar.h"

#include <QCryptographicHash>
#include <QPointer>
#include <QPushButton>

namespace knockback::ui {

namespace {

QByteArray digest(const QByteArray& secret) {
    return QCryptographicHash::hash(secret, QCryptographicHash::Sha256);
}

// Where the request goes, when that can be known without sending it.
std::vector<QByteArray> hostOf(const workspace::RequestDraft& draft, const VariableScope& scope) {
    const auto values = scope.merged();
    const auto filled = http::substitute(draft.url, [&values](const QByteArray& name) -> std::optional<QByteArray> {
        const auto found = values.find(name);
        return found == values.end() ? std::nullopt : std::optional(found->second);
    });
    const auto url = http::parseUrl(filled.text);
    return url && !url->host.contains('{') ? std::vector{url->authority()} : std::vector<QByteArray>{};
}

} // namespace

SecretOffer::SecretOffer(NoteBar& note, Request request, QObject* parent)
    : QObject(parent)
    , m_note(note)
    , m_request(std::move(request)) {}

void SecretOffer::look(const workspace::RequestDraft& draft) {
    if (!m_keeper)
        return;
    const auto secrets = secretsIn(draft);
    const auto secret = std::find_if(secrets.begin(), secrets.end(), [&](const DraftSecret& one) {
        return !m_declined.contains(digest(bytesOf(draft, one)));
    });
    if (secret == secrets.end())
        return;
    m_note.say(diagnosis::Cause::Credential,
               tr("This looks like %1. In the request it lands in the file, in the clear.").arg(secret->suspect.what));
    auto* moving = m_note.addButton(tr("Move to the vault"), tr("Keep it sealed, and write its reference here"));
    connect(moving, &QPushButton::clicked, this, [this, found = *secret] { move(found); });
    auto* leave = m_note.addButton(tr("Leave it"), tr("It is no secret, or it may stand here"));
    connect(leave, &QPushButton::clicked, this, [this, found = *secret] {
        m_declined.insert(digest(bytesOf(m_request.draft(), found)));
        m_note.dismiss();
        look(m_request.draft()); // there may be another one
    });
}

vault::Credential SecretOffer::proposal(const workspace::RequestDraft& draft, const DraftSecret& secret) const {
    std::vector<QByteArray> taken;
    for (const auto& credential : m_request.scope().credentials())
        taken.push_back(credential.name);
    vault::Credential credential;
    credential.name = vault::freeName(secret.suspect.name, taken);
    // Where it was about to go is where it may go; for a known kind, also where that is at home.
    credential.hosts = hostOf(draft, m_request.scope());
    for (const auto& host : secret.suspect.hosts)
        if (std::find(credential.hosts.begin(), credential.hosts.end(), host) == credential.hosts.end())
            credential.hosts.push_back(host);
    return credential;
}

void SecretOffer::move(const DraftSecret& secret) {
    const auto draft = m_request.draft();
    const auto present = secretsIn(draft);
    const bool stillThere = std::any_of(present.begin(), present.end(), [&](const DraftSecret& one) {
        return one.place == secret.place && one.row == secret.row && one.suspect == secret.suspect;
    });
    if (!stillThere)
        return m_note.dismiss();
    const QByteArray bytes = bytesOf(draft, secret);
    const auto credential = proposal(draft, secret);
    auto secrets = std::make_shared<vault::Secrets>();
    secrets->emplace(vault::SecretRole::Value, base::Secret::copyOf(bytes));
    const QPointer<SecretOffer> self(this); // the tab may be closed while the vault is saved
    m_keeper(credential, secrets, [this, self, secret, bytes, name = credential.name](const QString& problem) {
        if (!self)
            return;
        if (!problem.isEmpty())
            return m_note.say(diagnosis::Cause::Credential, tr("Not moved: %1").arg(problem));
        auto now = m_request.draft();
        if (bytesOf(now, secret) != bytes) // edited while the vault was saved
            return m_note.say(diagnosis::Cause::Credential,
                              tr("It is in the vault as %1; write {{vault:%1}} here.").arg(QString::fromUtf8(name)));
        placeOf(now, secret) = vault::withReference(placeOf(now, secret), secret.suspect, name);
        m_request.change(now);
        m_note.say(diagnosis::Cause::None,
                   tr("Kept in the vault as %1; here stands {{vault:%1}}.").arg(QString::fromUtf8(name)));
    });
}

} // namespace knockback::ui
