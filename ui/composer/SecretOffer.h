// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/CredentialStore.h"
#include "ui/composer/DraftSecrets.h"
#include "ui/models/VariableScope.h"

#include <QObject>

#include <functional>
#include <memory>
#include <set>

namespace knockback::ui {

class NoteBar;

// Takes a new credential over; `done` gets a sentence when that failed.
using VaultKeeper = std::function<void(const vault::Credential& credential, std::shared_ptr<vault::Secrets> secrets,
                                       std::function<void(const QString& problem)> done)>;

// When something that looks like a secret stands in the request: says so below the URL and offers to move it to the
// vault, which leaves its reference in its place.
class SecretOffer final : public QObject {
    Q_OBJECT
public:
    struct Request {
        std::function<workspace::RequestDraft()> draft;
        std::function<void(const workspace::RequestDraft&)> change; // as one step that can be undone
        std::function<const VariableScope&()> scope;
    };
    SecretOffer(NoteBar& note, Request request, QObject* parent);

    // Without one nothing is offered.
    void setKeeper(VaultKeeper keeper) { m_keeper = std::move(keeper); }
    // After an edit.
    void look(const workspace::RequestDraft& draft);

private:
    void move(const DraftSecret& secret);
    [[nodiscard]] vault::Credential proposal(const workspace::RequestDraft& draft, const DraftSecret& secret) const;

    NoteBar& m_note;
    Request m_request;
    VaultKeeper m_keeper;
    std::set<QByteArray> m_declined; // digests of what the user wants to keep where it is
};

} // namespace knockback::ui
