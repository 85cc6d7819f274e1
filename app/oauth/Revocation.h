// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/Discovery.h"
#include "app/oauth/TokenCall.h"

namespace knockback::oauth {

// Tells the server that the tokens of a credential are not to be taken any more (RFC 7009): the refresh token first,
// for with it goes the whole grant at most servers, then the access token. The vault keeps its copy; forgetting it is
// the caller's decision. Destroying it cancels silently.
class Revocation {
public:
    // Done, or in one sentence what the server still takes.
    using Finished = std::function<void(const base::Outcome<QString>&)>;

    Revocation(Parts& parts, DiscoveryDesk& discovery, vault::Credential record, Finished finished);
    void start();

private:
    void begin(const QByteArray& endpoint);
    void next();
    [[nodiscard]] base::Result<http::Request, QString> build() const;
    void answered(const http::Attempt& attempt);
    void finish(const base::Outcome<QString>& outcome);

    Parts& m_parts;
    DiscoveryDesk& m_discovery;
    vault::Credential m_record;
    Finished m_finished;
    QByteArray m_endpoint;
    std::vector<vault::SecretRole> m_left;
    DiscoveryDesk::Ticket m_asking = DiscoveryDesk::noTicket();
    base::TimerHandle m_timer;
    std::unique_ptr<TokenCall> m_call;
};

} // namespace knockback::oauth
