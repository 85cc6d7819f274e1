// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/Discovery.h"
#include "app/oauth/TokenCall.h"

namespace knockback::oauth {

// What the server says of an access token (RFC 7662 2.2). Nothing of it is secret.
struct TokenFacts {
    bool active = false;
    std::vector<QByteArray> scopes;
    std::optional<base::WallTime> expiresAt;
    QByteArray subject;
    QByteArray clientId;
    QByteArray audience; // several are joined by spaces
};
[[nodiscard]] std::optional<TokenFacts> parseTokenFacts(const QByteArray& body);

// Asks for it. Destroying it cancels silently.
class Introspection {
public:
    using Finished = std::function<void(const base::Result<TokenFacts, QString>&)>;

    Introspection(Parts& parts, DiscoveryDesk& discovery, vault::Credential record, Finished finished);
    void start();

private:
    void begin(const QByteArray& endpoint);
    [[nodiscard]] base::Result<http::Request, QString> build(const QByteArray& endpoint) const;
    void answered(const http::Attempt& attempt);
    void finish(const base::Result<TokenFacts, QString>& outcome);

    Parts& m_parts;
    DiscoveryDesk& m_discovery;
    vault::Credential m_record;
    Finished m_finished;
    DiscoveryDesk::Ticket m_asking = DiscoveryDesk::noTicket();
    base::TimerHandle m_timer;
    std::unique_ptr<TokenCall> m_call;
};

} // namespace knockback::oauth
