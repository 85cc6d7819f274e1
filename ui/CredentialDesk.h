// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/Services.h"
#include "ui/vault/VaultActions.h"

#include <QObject>

#include <memory>
#include <mutex>

namespace knockback::ui {

class VaultPage;

// Carries what the user wants done with a credential at its server from the vault page to the engine, and the answer
// back: test, sign in, revoke.
class CredentialDesk final : public QObject {
    Q_OBJECT
public:
    // Both outlive it.
    CredentialDesk(session::Services& services, VaultPage& page, QObject* parent);
    ~CredentialDesk() override;

    // With what an API has asked for; of no effect on a credential that nobody signs in to.
    void signInFor(const QByteArray& credential, const http::SignInDemand& demand);

private:
    // What engine callbacks hold on to, because they may outlive this object.
    struct Door {
        std::mutex mutex;
        CredentialDesk* desk = nullptr;
        void post(std::function<void(CredentialDesk&)> call);
    };
    void test(const QByteArray& credential);
    void signIn(const QByteArray& credential, const http::SignInDemand& demand = {});
    void revoke(const QByteArray& credential);
    void discover(const QByteArray& issuer, std::function<void(const VaultActions::Discovered&)> answered);
    void follow(const QByteArray& credential, const oauth::SignInProgress& progress);

    session::Services& m_services;
    VaultPage& m_page;
    QByteArray m_opened; // the address that the browser was sent to
    std::shared_ptr<Door> m_door = std::make_shared<Door>();
};

} // namespace knockback::ui
