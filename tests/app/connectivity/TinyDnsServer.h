// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <atomic>
#include <functional>
#include <thread>

namespace knockback::test {

// A name server on 127.0.0.1 and a free port, UDP and TCP, that answers by a function; an empty answer is none.
class TinyDnsServer {
public:
    using Answer = std::function<QByteArray(const QByteArray& query, bool overTcp)>;
    explicit TinyDnsServer(Answer answer);
    ~TinyDnsServer();
    TinyDnsServer(const TinyDnsServer&) = delete;
    TinyDnsServer& operator=(const TinyDnsServer&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] int questions() const { return m_questions; }
    // "A" is 1, "AAAA" 28.
    [[nodiscard]] static int typeOf(const QByteArray& query) { return query[query.size() - 3]; }

private:
    void serve();
    void serveUdp();
    void serveTcp();

    Answer m_answer;
    int m_udp = -1;
    int m_tcp = -1;
    int m_stop = -1;
    int m_port = 0;
    std::atomic<int> m_questions{0};
    std::thread m_thread;
};

} // namespace knockback::test
