// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/oauth/EndpointCall.h"
#include "app/oauth/ServerMetadata.h"

#include <map>

namespace knockback::oauth {

// Asks issuers for their endpoints and remembers the answers for an hour. Engine thread.
class DiscoveryDesk {
    class Asking;

public:
    using Answer = base::Result<ServerMetadata, QString>; // or a sentence
    // An answer that is waited for; dropping it means that it never comes.
    using Ticket = std::unique_ptr<Asking, void (*)(Asking*)>;
    static Ticket noTicket() {
        return {nullptr, [](Asking*) {}};
    }

    explicit DiscoveryDesk(Parts& parts) : m_parts(parts) {}

    // The endpoints that `credential` is to use, of its issuer. `answered` is called once, later; it may drop the
    // ticket.
    [[nodiscard]] Ticket ask(const vault::Credential& credential, std::function<void(const Answer&)> answered);

private:
    struct Known {
        ServerMetadata metadata;
        base::SteadyTime since;
    };
    Parts& m_parts;
    std::map<std::pair<QByteArray, bool>, Known> m_known; // by issuer, and whether a certificate is shown
};

} // namespace knockback::oauth
