// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TestCertificate.h"

#include <QByteArray>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

struct ssl_ctx_st;

namespace knockback::test {

class LoopbackConnection;

// What a LoopbackServer does on one connection, step by step. After the last step it closes in order.
class ServerScript {
public:
    ServerScript& readHead();    // one request head
    ServerScript& readRequest(); // one request: head and Content-Length body
    ServerScript& send(QByteArray bytes);
    // `piece` bytes at a time with a pause after each.
    ServerScript& drip(QByteArray bytes, int piece, std::chrono::milliseconds pause);
    ServerScript& pause(std::chrono::milliseconds length);
    // Nothing more, with the connection open, until the client closes it or the server ends.
    ServerScript& hang();
    // Closes with a TCP reset instead of in order.
    ServerScript& reset();
    // Answers every further request of the connection until the client closes it.
    ServerScript& answerEach(std::function<QByteArray(const QByteArray& request)> answer);
    ServerScript& answerEach(const QByteArray& response);
    // Anything else; false ends the script.
    ServerScript& then(std::function<bool(LoopbackConnection&)> step);

private:
    friend class LoopbackServer;
    // False ends the script.
    std::vector<std::function<bool(LoopbackConnection&)>> m_steps;
};

// What kind of server.
struct ServerKind {
    std::optional<TestCertificate> tls = {};
    QByteArray clientAuthorityPem = {}; // demands a certificate that this authority signed
    QByteArray protocol = {};           // the one it picks by ALPN, "h2"; empty = it knows no ALPN
    bool v6 = false;                    // on ::1 instead of 127.0.0.1
    bool oldTls = false;                // TLS 1.2, where a refused certificate breaks the handshake
};

// A raw TCP server on 127.0.0.1 and a free port that says exactly what it is told to and keeps every byte it hears.
// Each connection has its own thread; all of them end with the server. Its functions may be called from any thread.
class LoopbackServer {
public:
    LoopbackServer() : LoopbackServer(ServerKind()) {}
    explicit LoopbackServer(const TestCertificate& tls) : LoopbackServer(ServerKind{.tls = tls}) {}
    explicit LoopbackServer(const ServerKind& kind);
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    // The script of the next connection without one; the last script also serves all connections after it.
    void script(ServerScript script);

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QByteArray address() const; // "127.0.0.1:port", "[::1]:port"
    [[nodiscard]] QByteArray url(const QByteArray& path = "/") const;

    [[nodiscard]] int connections() const;
    // The bytes that came over connection `index` (decrypted).
    [[nodiscard]] QByteArray received(int index = 0) const;
    // All requests that were read whole, over all connections, in the order of their ends.
    [[nodiscard]] std::vector<QByteArray> requests() const;
    // Waits at most five seconds for the condition; for what happens after the client is done.
    [[nodiscard]] bool waitUntil(const std::function<bool()>& condition) const;

private:
    friend class LoopbackConnection;
    void listen(bool v6);
    void acceptAll();
    void serve(int fd, std::size_t index);
    void keep(std::size_t index, QByteArray bytes);
    void keepRequest(QByteArray request);

    int m_listener = -1;
    int m_port = 0;
    bool m_v6 = false;
    std::shared_ptr<ssl_ctx_st> m_tls;
    std::atomic<bool> m_ending{false};
    mutable std::mutex m_mutex;
    std::vector<ServerScript> m_scripts;
    std::vector<QByteArray> m_received;
    std::vector<QByteArray> m_requests;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace knockback::test
