// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/connectivity/TinyDnsServer.h"

#include <gtest/gtest.h>

#include <array>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback::test {

namespace {

int bindTo(int type, int port) {
    const int fd = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
        return fd;
    ::close(fd);
    return -1;
}

int portOf(int fd) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

} // namespace

TinyDnsServer::TinyDnsServer(Answer answer) : m_answer(std::move(answer)), m_stop(::eventfd(0, EFD_CLOEXEC)) {
    // The same port for both: the second one may be taken already.
    for (int attempt = 0; attempt < 50 && m_tcp < 0; ++attempt) {
        if (m_udp >= 0)
            ::close(m_udp);
        m_udp = bindTo(SOCK_DGRAM, 0);
        m_port = portOf(m_udp);
        m_tcp = bindTo(SOCK_STREAM, m_port);
    }
    EXPECT_EQ(::listen(m_tcp, 8), 0);
    m_thread = std::thread([this] { serve(); });
}

TinyDnsServer::~TinyDnsServer() {
    const std::uint64_t one = 1;
    EXPECT_EQ(::write(m_stop, &one, sizeof one), ssize_t(sizeof one));
    m_thread.join();
    for (const int fd : {m_udp, m_tcp, m_stop})
        ::close(fd);
}

void TinyDnsServer::serve() {
    std::array<pollfd, 3> fds{{{m_udp, POLLIN, 0}, {m_tcp, POLLIN, 0}, {m_stop, POLLIN, 0}}};
    while (::poll(fds.data(), fds.size(), -1) > 0 && !fds[2].revents) {
        if (fds[0].revents)
            serveUdp();
        if (fds[1].revents)
            serveTcp();
    }
}

void TinyDnsServer::serveUdp() {
    QByteArray query(1500, '\0');
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    const auto length =
        ::recvfrom(m_udp, query.data(), std::size_t(query.size()), 0, reinterpret_cast<sockaddr*>(&peer), &size);
    if (length <= 0)
        return;
    ++m_questions;
    const QByteArray reply = m_answer(query.first(length), false);
    if (!reply.isEmpty())
        ::sendto(m_udp, reply.constData(), std::size_t(reply.size()), 0, reinterpret_cast<const sockaddr*>(&peer),
                 size);
}

// One question a connection; the reply comes in two pieces.
void TinyDnsServer::serveTcp() {
    const int fd = ::accept(m_tcp, nullptr, nullptr);
    QByteArray query(1500, '\0');
    const auto length = ::recv(fd, query.data(), std::size_t(query.size()), 0);
    if (length > 2) {
        ++m_questions;
        const QByteArray reply = m_answer(query.sliced(2, length - 2), true);
        const QByteArray framed = char(reply.size() >> 8) + (char(reply.size() & 0xff) + reply);
        if (!reply.isEmpty()) {
            ::send(fd, framed.constData(), 1, MSG_NOSIGNAL);
            ::send(fd, framed.constData() + 1, std::size_t(framed.size() - 1), MSG_NOSIGNAL);
        }
    }
    ::close(fd);
}

} // namespace knockback::test
