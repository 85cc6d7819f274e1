// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"
#include "app/base/RandomSource.h"
#include "app/connectivity/DnsMessage.h"
#include "app/connectivity/NameServers.h"
#include "app/connectivity/Socket.h"

#include <functional>
#include <memory>

namespace knockback::connectivity {

// One question to one server (RFC 1035): by UDP, again after a while without an answer, and by TCP when the answer is
// too long for UDP.
class DnsQuestion {
public:
    struct Terms {
        base::Milliseconds every{2'000};
        int tries = 3;
    };
    // `done` gets nothing when no answer came, and why; later, once, unless this object is destroyed first.
    using Done = std::function<void(std::optional<DnsReply> reply, const QString& problem)>;

    DnsQuestion(base::EpollLoop& loop, base::RandomSource& random, const NameServer& server, QByteArray name,
                DnsType type, Terms terms, Done done);
    ~DnsQuestion();

private:
    void send();
    void hear();
    void goOverTcp();
    void hearTcp();
    void read(const QByteArray& message, bool overTcp);
    void finish(std::optional<DnsReply> reply, const QString& problem);

    base::EpollLoop& m_loop;
    const NameServer m_server;
    const QByteArray m_name;
    const DnsType m_type;
    const Terms m_terms;
    const std::uint16_t m_id;
    const QByteArray m_query;
    Done m_done;
    std::unique_ptr<Socket> m_socket;
    base::TimerHandle m_timer;
    int m_tries = 0;
    QByteArray m_heard; // over TCP
};

} // namespace knockback::connectivity
