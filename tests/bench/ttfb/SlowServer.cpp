// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ttfb/SlowServer.h"

#include "tests/bench/support/Usage.h"

#include <array>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback::bench {

SlowServer::SlowServer() : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_listener, generic, size) != 0 || ::listen(m_listener, 4) != 0 ||
        ::getsockname(m_listener, generic, &size) != 0)
        qFatal("no server on loopback");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

SlowServer::~SlowServer() {
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    ::close(m_listener);
}

QByteArray SlowServer::url() const {
    return "http://127.0.0.1:" + QByteArray::number(m_port) + '/';
}

double SlowServer::lastDelay() const {
    const std::lock_guard lock(m_mutex);
    return m_delay;
}

void SlowServer::serve() {
    static constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    const int on = 1;
    ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    QByteArray received;
    std::array<char, 4096> piece{};
    for (ssize_t n = 0; (n = ::recv(connection, piece.data(), piece.size(), 0)) > 0;) {
        received.append(piece.data(), n);
        if (!received.endsWith("\r\n\r\n"))
            continue;
        received.clear();
        const double begun = wallSeconds();
        while (wallSeconds() < begun + 0.020)
            ::poll(nullptr, 0, 1);
        {
            const std::lock_guard lock(m_mutex);
            m_delay = wallSeconds() - begun;
        }
        if (::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL) < 0)
            break;
    }
    ::close(connection);
}

} // namespace knockback::bench
