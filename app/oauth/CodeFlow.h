// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/LoopbackListener.h"
#include "app/oauth/Pkce.h"
#include "app/oauth/SignInFlow.h"

namespace knockback::oauth {

// Signs in by the system's browser: authorization code with PKCE (RFC 6749 4.1, RFC 7636, RFC 8252), the request pushed
// first where that is wanted (RFC 9126). Listens on this machine for at most 5 min.
class CodeFlow final : public SignInFlow {
public:
    CodeFlow(Parts& parts, DiscoveryDesk& discovery, base::EpollLoop& loop, vault::Credential record, SignInEars ears,
             http::SignInDemand demand = {});

private:
    void begin() override;
    void push(const FormBody& form);
    void pushed(const http::Attempt& attempt);
    void openBrowser(const FormBody& form);
    [[nodiscard]] bool takeAnswer(const QByteArray& query);
    void exchange(const base::Secret& code);

    LoopbackListener m_listener;
    QByteArray m_redirectUri;
    QByteArray m_state;
    Pkce m_pkce;
    base::TimerHandle m_deadline;
    base::TimerHandle m_next;
};

} // namespace knockback::oauth
