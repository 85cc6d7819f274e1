// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/firstbyte/BlockingServer.h"

#include "tests/bench/support/Usage.h"

#include <array>
#include <vector>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback::bench {

namespace {

void watch(int epoll, int fd) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

// What of a request is here, and since when.
struct Begun {
    QByteArray text;
    double firstByte = 0;
};

} // namespace

BlockingServer::BlockingServer()
    : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , m_wake(::eventfd(0, EFD_CLOEXEC)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_listener, generic, size) != 0 || ::listen(m_listener, 1024) != 0 ||
        ::getsockname(m_listener, generic, &size) != 0)
        qFatal("no server on loopback");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

BlockingServer::~BlockingServer() {
    const std::uint64_t one = 1;
    if (::write(m_wake, &one, sizeof one) != sizeof one)
        qFatal("the server cannot be woken");
    m_thread.join();
    ::close(m_wake);
    ::close(m_listener);
}

QByteArray BlockingServer::url(int call, int seconds) const {
    return "http://127.0.0.1:" + QByteArray::number(m_port) + '/' + QByteArray::number(call) + '/' +
           QByteArray::number(seconds);
}

std::map<int, double> BlockingServer::arrivals() const {
    const std::lock_guard lock(m_mutex);
    return m_arrivals;
}

QByteArray BlockingServer::answerTo(const QByteArray& request, double firstByte) {
    const auto parts = request.split(' ').value(1).split('/');
    const int call = parts.value(1).toInt();
    const std::lock_guard lock(m_mutex);
    if (m_asked[call]++ == 0)
        return "HTTP/1.1 429 Too Many Requests\r\nRetry-After: " + parts.value(2) + "\r\nContent-Length: 0\r\n\r\n";
    m_arrivals[call] = firstByte;
    return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
}

void BlockingServer::serve() {
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    watch(epoll, m_listener);
    watch(epoll, m_wake);
    std::map<int, Begun> connections;
    std::array<epoll_event, 64> events{};
    std::array<char, 4096> piece{};
    for (;;) {
        const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            const int fd = events[static_cast<std::size_t>(i)].data.fd;
            if (fd == m_wake) {
                for (const auto& [open, begun] : connections)
                    ::close(open);
                ::close(epoll);
                return;
            }
            if (fd == m_listener) {
                const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
                const int on = 1;
                ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                watch(epoll, connection);
                connections[connection] = {};
                continue;
            }
            const double now = wallSeconds();
            const auto n = ::recv(fd, piece.data(), piece.size(), 0);
            if (n <= 0) {
                ::close(fd);
                connections.erase(fd);
                continue;
            }
            auto& begun = connections[fd];
            if (begun.text.isEmpty())
                begun.firstByte = now;
            begun.text.append(piece.data(), n);
            if (!begun.text.endsWith("\r\n\r\n"))
                continue;
            const QByteArray answer = answerTo(begun.text, begun.firstByte);
            begun.text.clear();
            static_cast<void>(::send(fd, answer.constData(), static_cast<std::size_t>(answer.size()), MSG_NOSIGNAL));
        }
    }
}

} // namespace knockback::bench
