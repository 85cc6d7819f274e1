// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/LoopbackServer.h"

#include <mutex>

namespace knockback::test {

// What a proxy was asked for.
struct ProxyAsked {
    QByteArray host; // as it was sent: a name or an address
    int port = 0;
    bool byName = false;
    QByteArray credentials; // "user:password" as decoded
};

// What a proxy was asked for, in order. Any thread.
class ProxyLog {
public:
    void add(ProxyAsked asked) {
        const std::lock_guard lock(m_mutex);
        m_asked.push_back(std::move(asked));
    }
    [[nodiscard]] std::vector<ProxyAsked> asked() const {
        const std::lock_guard lock(m_mutex);
        return m_asked;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<ProxyAsked> m_asked;
};

// Who may use a proxy, and where it really leads: every request ends at 127.0.0.1:port, so that no name is needed.
struct ProxyRules {
    int port = 0;
    QByteArray credentials = {}; // empty = everybody
    int refusal = 0;             // answers this instead: a status for CONNECT, a reply code for SOCKS5
};

// CONNECT (RFC 9110 9.3.6), with Basic credentials when the rules have some.
[[nodiscard]] ServerScript tunnelProxy(const ProxyRules& rules, std::shared_ptr<ProxyLog> log);
// SOCKS5 (RFC 1928), with a user name and password when the rules have some (RFC 1929).
[[nodiscard]] ServerScript socksProxy(const ProxyRules& rules, std::shared_ptr<ProxyLog> log);

} // namespace knockback::test
