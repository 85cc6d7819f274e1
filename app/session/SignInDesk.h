// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"
#include "app/oauth/Introspection.h"
#include "app/oauth/Revocation.h"
#include "app/oauth/SignIn.h"

namespace knockback::session {

class Rotator;

// What the user does with a credential at its server: sign in, revoke, ask about the token. Engine thread.
class SignInDesk {
public:
    SignInDesk(Rotator& rotator, base::EpollLoop& loop);
    ~SignInDesk();

    // One sign-in at a time per credential: a second one takes the place of the first, which then ends as cancelled.
    // `demand`: what an API wants beyond what the credential asks for anyway.
    void signIn(const QByteArray& credential, oauth::SignInEars ears, const http::SignInDemand& demand = {});
    void cancel(const QByteArray& credential);
    // `finished` gets an empty sentence when the server takes the tokens no longer.
    void revoke(const QByteArray& credential, std::function<void(QString problem)> finished);
    void inspect(const QByteArray& credential, oauth::Introspection::Finished finished);
    // Asks an issuer for its endpoints; a second question takes the place of the first, which then gets no answer.
    void discover(const QByteArray& issuer, std::function<void(const oauth::DiscoveryDesk::Answer&)> answered);

private:
    struct SignIn {
        std::unique_ptr<oauth::SignInFlow> flow;
        std::shared_ptr<oauth::SignInEars> ears;
    };
    void finished(const QByteArray& credential, const oauth::RenewalOutcome& outcome, bool unsaved);

    Rotator& m_rotator;
    base::EpollLoop& m_loop;
    std::map<QByteArray, SignIn> m_signIns;
    std::map<QByteArray, std::unique_ptr<oauth::Revocation>> m_revocations;
    std::map<QByteArray, std::unique_ptr<oauth::Introspection>> m_inspections;
    oauth::DiscoveryDesk::Ticket m_discovery = oauth::DiscoveryDesk::noTicket();
};

} // namespace knockback::session
