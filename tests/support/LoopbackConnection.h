// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/LoopbackServer.h"

struct ssl_st;

namespace knockback::test {

// One accepted connection of a LoopbackServer, blocking, in plain text or TLS. Its own thread only.
class LoopbackConnection {
public:
    LoopbackConnection(LoopbackServer& server, int fd, std::size_t index);
    ~LoopbackConnection();
    LoopbackConnection(const LoopbackConnection&) = delete;
    LoopbackConnection& operator=(const LoopbackConnection&) = delete;

    [[nodiscard]] bool handshake();
    // The next request, or its head alone; empty when the client went away first.
    [[nodiscard]] QByteArray readHead();
    [[nodiscard]] QByteArray readRequest();
    // Exactly so many bytes; empty when the client went away first.
    [[nodiscard]] QByteArray readBytes(qsizetype count);
    [[nodiscard]] bool send(const QByteArray& bytes);
    // False when the server ends meanwhile.
    [[nodiscard]] bool pause(std::chrono::milliseconds length);
    void waitForClose();
    // Carries everything both ways between the client and 127.0.0.1:port until one of them closes.
    void relayTo(int port);
    void reset();
    void keepRequest(const QByteArray& request) { m_server.keepRequest(request); }

private:
    enum class Wait { Read, Write };
    [[nodiscard]] bool waitFor(Wait what);
    [[nodiscard]] bool readMore();
    [[nodiscard]] bool retryTls(int result);

    LoopbackServer& m_server;
    int m_fd;
    std::size_t m_index;
    std::unique_ptr<ssl_st, void (*)(ssl_st*)> m_tls;
    QByteArray m_pending; // read and not yet part of a request
};

} // namespace knockback::test
