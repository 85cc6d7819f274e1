// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/oauth/LoopbackListener.h"

#include "app/http/Url.h"
#include "app/oauth/LoopbackRequest.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback::oauth {

namespace {
constexpr base::Seconds headPatience(5);
constexpr std::size_t mostConnections = 64;

using base::EpollLoop;

union Address {
    sockaddr any;
    sockaddr_in v4;
    sockaddr_in6 v6;
};

int portOf(int fd) {
    Address bound{};
    socklen_t size = sizeof bound;
    ::getsockname(fd, &bound.any, &size);
    return ntohs(bound.any.sa_family == AF_INET6 ? bound.v6.sin6_port : bound.v4.sin_port);
}

int listeningSocket(bool v6, int port) {
    const int fd = ::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    const int on = 1;
    if (port != 0) // a login just before may have left connections behind
        ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    Address here{};
    if (v6) {
        here.v6.sin6_family = AF_INET6;
        here.v6.sin6_addr = in6addr_loopback;
        here.v6.sin6_port = htons(static_cast<std::uint16_t>(port));
    } else {
        here.v4.sin_family = AF_INET;
        here.v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        here.v4.sin_port = htons(static_cast<std::uint16_t>(port));
    }
    if (::bind(fd, &here.any, v6 ? sizeof here.v6 : sizeof here.v4) == 0 && ::listen(fd, SOMAXCONN) == 0)
        return fd;
    const int problem = errno;
    ::close(fd);
    errno = problem; // what the caller tells
    return -1;
}
} // namespace

LoopbackListener::LoopbackListener(EpollLoop& loop, Taken taken) : m_loop(loop), m_taken(std::move(taken)) {}

LoopbackListener::~LoopbackListener() {
    stopListening();
    while (!m_connections.empty())
        drop(m_connections.begin()->first);
}

base::Outcome<QString> LoopbackListener::listen(const QByteArray& redirectUri) {
    const auto parts = http::parseUrl(redirectUri.isEmpty() ? QByteArray("http://127.0.0.1/callback") : redirectUri);
    if (!parts || parts->scheme != "http" || (parts->host != "127.0.0.1" && parts->host != "::1") ||
        !parts->query.isEmpty() || !parts->fragment.isEmpty())
        return base::Failure(
            QStringLiteral("The redirect address %1 cannot be listened on: write http://127.0.0.1/path "
                           "or http://[::1]/path, with a port if it has to be a certain one.")
                .arg(QString::fromUtf8(redirectUri)));
    const bool v6 = parts->host == "::1";
    m_fd = listeningSocket(v6, parts->portWritten ? parts->port : 0);
    if (m_fd < 0)
        return base::Failure(QStringLiteral("Nothing can be listened for on %1 (%2). Close what uses that port, or "
                                            "register another redirect address.")
                                 .arg(QString::fromUtf8(parts->origin()), qt_error_string(errno)));
    m_host = (v6 ? "[::1]:" : "127.0.0.1:") + QByteArray::number(portOf(m_fd));
    m_path = parts->path;
    m_loop.watch(m_fd, EpollLoop::Readable, [this](std::uint32_t) { acceptAll(); });
    return base::Done{};
}

void LoopbackListener::acceptAll() {
    for (;;) {
        const int fd = ::accept4(m_fd, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd < 0)
            return;
        if (m_connections.size() >= mostConnections)
            drop(m_order.front());
        m_order.push_back(fd);
        m_connections[fd].deadline = m_loop.after(headPatience, [this, fd] { drop(fd); });
        m_loop.watch(fd, EpollLoop::Readable, [this, fd](std::uint32_t) { ready(fd); });
    }
}

void LoopbackListener::ready(int fd) {
    const auto found = m_connections.find(fd);
    if (found == m_connections.end())
        return;
    if (found->second.toSend.isEmpty())
        read(fd, found->second);
    else
        write(fd, found->second);
}

void LoopbackListener::read(int fd, Connection& connection) {
    std::array<char, 4096> chunk;
    const auto size = ::recv(fd, chunk.data(), chunk.size(), 0);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (size <= 0)
        return drop(fd);
    if (connection.answered) // only waits for the other side to close
        return;
    connection.received.append(chunk.data(), size);
    const auto request = readLoopbackRequest(connection.received, m_host, m_path);
    if (std::holds_alternative<StillComing>(request))
        return;
    if (const auto* bad = std::get_if<BadRequest>(&request))
        return answer(fd, connection, bad->status, "This address only waits for a sign-in to come back.");
    const std::weak_ptr<int> alive = m_alive; // whoever takes it may be done with this object
    const bool taken = m_fd >= 0 && m_taken(std::get<RedirectQuery>(request).query);
    if (alive.expired())
        return;
    if (!taken)
        return answer(fd, connection, 400,
                      "This answer does not belong to the sign-in that is waiting; it was ignored.");
    stopListening();
    answer(fd, connection, 200, "Knockback has its answer. You can close this page.");
}

void LoopbackListener::answer(int fd, Connection& connection, int status, const char* sentence) {
    connection.answered = true;
    connection.toSend = loopbackPage(status, sentence);
    write(fd, connection);
}

void LoopbackListener::write(int fd, Connection& connection) {
    const auto sent =
        ::send(fd, connection.toSend.constData(), static_cast<std::size_t>(connection.toSend.size()), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR)
        return drop(fd);
    connection.toSend.remove(0, std::max<ssize_t>(sent, 0));
    const bool more = !connection.toSend.isEmpty();
    if (!more)
        ::shutdown(fd, SHUT_WR); // closing now could cost the other side the answer
    m_loop.watch(fd, more ? EpollLoop::Writable : EpollLoop::Readable, [this, fd](std::uint32_t) { ready(fd); });
}

void LoopbackListener::drop(int fd) {
    m_loop.unwatch(fd);
    m_connections.erase(fd);
    std::erase(m_order, fd);
    ::close(fd);
}

void LoopbackListener::stopListening() {
    if (m_fd < 0)
        return;
    m_loop.unwatch(m_fd);
    ::close(std::exchange(m_fd, -1));
}

} // namespace knockback::oauth
