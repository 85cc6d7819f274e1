// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/http/SignInDemand.h"
#include "app/oauth/Discovery.h"
#include "app/oauth/FormBody.h"
#include "app/oauth/SignInProgress.h"
#include "app/oauth/TokenCall.h"

namespace knockback::oauth {

// What signing in by browser and by device have in common: the endpoints at the start, the tokens at the end.
// Destroying it cancels silently.
class SignInFlow {
public:
    // With `demand`, the scopes of it too are asked for, and the credential has them once they are granted.
    SignInFlow(Parts& parts, DiscoveryDesk& discovery, vault::Credential record, SignInEars ears,
               http::SignInDemand demand = {});
    virtual ~SignInFlow();
    SignInFlow(const SignInFlow&) = delete;
    SignInFlow& operator=(const SignInFlow&) = delete;

    // Nobody is told anything from inside.
    void start();

protected:
    // The endpoints are known, as far as they can be.
    virtual void begin() = 0;

    // Sends a form to an endpoint with the client's proof and, from the second step on, the DPoP key of this sign-in.
    using Form = std::function<FormBody()>;
    void ask(const QByteArray& url, Form form, TokenCall::Finished answered);
    // The end of it: stores what the token endpoint answered.
    void keep(const http::Attempt& attempt);
    void say(const SignInProgress& progress) const;
    // May destroy this; nothing may follow.
    void finish(const RenewalOutcome& outcome, bool unsaved = false);
    void fail(RefreshErrorKind kind, const QString& sentence);

    [[nodiscard]] QString name() const { return QString::fromUtf8(m_record.name); }
    [[nodiscard]] base::SteadyTime now() const { return m_parts.scheduler.clock().steadyNow(); }

    Parts& m_parts;
    vault::Credential m_record; // as it is signed in to, with the scopes of the demand
    const http::SignInDemand m_demand;
    ServerMetadata m_server; // of the issuer, else what the settings say
    std::optional<SigningKey> m_proofKey;

private:
    void adopt(const ServerMetadata& metadata);

    DiscoveryDesk& m_discovery;
    SignInEars m_ears;
    DiscoveryDesk::Ticket m_asking = DiscoveryDesk::noTicket();
    base::TimerHandle m_start;
    base::WallTime m_sentAt{};
    std::unique_ptr<TokenCall> m_call;
};

} // namespace knockback::oauth
