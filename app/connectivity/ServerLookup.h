// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connectivity/DnsQuestion.h"
#include "app/connectivity/Prober.h"

namespace knockback::connectivity {

// Both address families of a host by one server, IPv4 first.
class ServerLookup final : public Pending {
public:
    ServerLookup(base::EpollLoop& loop, base::RandomSource& random, const NameServer& server, const QByteArray& host,
                 DnsQuestion::Terms terms, std::function<void(NameAnswer)> done);

private:
    struct Half {
        std::unique_ptr<DnsQuestion> question;
        bool over = false;
        std::optional<DnsReply> reply;
        QString problem;
    };
    void ended(Half& half, std::optional<DnsReply> reply, const QString& problem);

    base::EpollLoop& m_loop;
    const base::SteadyTime m_startedAt;
    std::function<void(NameAnswer)> m_done;
    Half m_v4;
    Half m_v6;
};

} // namespace knockback::connectivity
