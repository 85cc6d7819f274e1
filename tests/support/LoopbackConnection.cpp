// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/LoopbackConnection.h"

#include <array>
#include <cerrno>

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback::test {

LoopbackConnection::LoopbackConnection(LoopbackServer& server, int fd, std::size_t index)
    : m_server(server)
    , m_fd(fd)
    , m_index(index)
    , m_tls(server.m_tls ? SSL_new(server.m_tls.get()) : nullptr, [](SSL* ssl) { SSL_free(ssl); }) {
    if (m_tls)
        SSL_set_fd(m_tls.get(), m_fd);
}

LoopbackConnection::~LoopbackConnection() {
    if (m_fd < 0)
        return;
    if (m_tls)
        SSL_shutdown(m_tls.get());
    // Unread bytes would turn the close into a reset.
    ::shutdown(m_fd, SHUT_WR);
    std::array<char, 4096> unread;
    while (::recv(m_fd, unread.data(), unread.size(), 0) > 0) {
    }
    ::close(m_fd);
}

bool LoopbackConnection::waitFor(Wait what) {
    while (!m_server.m_ending) {
        pollfd entry{m_fd, static_cast<short>(what == Wait::Read ? POLLIN : POLLOUT), 0};
        if (::poll(&entry, 1, 20) > 0)
            return true;
    }
    return false;
}

bool LoopbackConnection::retryTls(int result) {
    switch (SSL_get_error(m_tls.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return waitFor(Wait::Read);
    case SSL_ERROR_WANT_WRITE:
        return waitFor(Wait::Write);
    default:
        return false;
    }
}

bool LoopbackConnection::handshake() {
    if (!m_tls)
        return true;
    for (;;) {
        const int result = SSL_accept(m_tls.get());
        if (result == 1)
            return true;
        if (!retryTls(result))
            return false;
    }
}

bool LoopbackConnection::readMore() {
    std::array<char, 65536> buffer;
    for (;;) {
        if (m_tls) {
            const int n = SSL_read(m_tls.get(), buffer.data(), static_cast<int>(buffer.size()));
            if (n <= 0 && retryTls(n))
                continue;
            if (n <= 0)
                return false;
            m_pending.append(buffer.data(), n);
            m_server.keep(m_index, QByteArray(buffer.data(), n));
            return true;
        }
        if (!waitFor(Wait::Read))
            return false;
        const auto n = ::recv(m_fd, buffer.data(), buffer.size(), 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (n <= 0)
            return false;
        m_pending.append(buffer.data(), n);
        m_server.keep(m_index, QByteArray(buffer.data(), n));
        return true;
    }
}

QByteArray LoopbackConnection::readHead() {
    while (!m_pending.contains("\r\n\r\n"))
        if (!readMore())
            return {};
    const qsizetype end = m_pending.indexOf("\r\n\r\n") + 4;
    QByteArray head = m_pending.left(end);
    m_pending.remove(0, end);
    return head;
}

QByteArray LoopbackConnection::readRequest() {
    QByteArray request = readHead();
    qsizetype length = 0;
    const QByteArray lower = request.toLower();
    if (const qsizetype field = lower.indexOf("\r\ncontent-length:"); field >= 0)
        length = lower.mid(field + 17, lower.indexOf('\r', field + 2) - field - 17).trimmed().toLongLong();
    while (m_pending.size() < length)
        if (!readMore())
            return {};
    request += m_pending.left(length);
    m_pending.remove(0, length);
    return request;
}

QByteArray LoopbackConnection::readBytes(qsizetype count) {
    while (m_pending.size() < count)
        if (!readMore())
            return {};
    QByteArray bytes = m_pending.left(count);
    m_pending.remove(0, count);
    return bytes;
}

bool LoopbackConnection::send(const QByteArray& bytes) {
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto left = static_cast<std::size_t>(bytes.size() - done);
        if (m_tls) {
            const int n = SSL_write(m_tls.get(), bytes.constData() + done, static_cast<int>(left));
            if (n <= 0 && !retryTls(n))
                return false;
            done += std::max(n, 0);
            continue;
        }
        const auto n = ::send(m_fd, bytes.constData() + done, left, MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (n < 0 && !waitFor(Wait::Write))
            return false;
        done += std::max<qsizetype>(n, 0);
    }
    return true;
}

bool LoopbackConnection::pause(std::chrono::milliseconds length) {
    for (; length.count() > 0 && !m_server.m_ending; length -= std::chrono::milliseconds(5))
        ::poll(nullptr, 0, static_cast<int>(std::min<long>(length.count(), 5)));
    return !m_server.m_ending;
}

void LoopbackConnection::waitForClose() {
    while (readMore()) {
    }
}

void LoopbackConnection::relayTo(int port) {
    const int target = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<in_port_t>(port));
    bool open = ::connect(target, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    while (open && !m_server.m_ending) {
        if (!m_pending.isEmpty()) {
            open = ::send(target, m_pending.constData(), static_cast<std::size_t>(m_pending.size()), MSG_NOSIGNAL) ==
                   m_pending.size();
            m_pending.clear();
            continue;
        }
        std::array<pollfd, 2> ends{{{m_fd, POLLIN, 0}, {target, POLLIN, 0}}};
        if (m_tls && SSL_pending(m_tls.get()) > 0)
            ends[0].revents = POLLIN;
        else
            ::poll(ends.data(), ends.size(), 20);
        if (ends[0].revents != 0)
            open = readMore();
        if (open && ends[1].revents != 0) {
            std::array<char, 65536> buffer;
            const auto n = ::recv(target, buffer.data(), buffer.size(), 0);
            open = n > 0 && send(QByteArray(buffer.data(), n));
        }
    }
    ::close(target);
}

void LoopbackConnection::reset() {
    const linger hard{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(m_fd);
    m_fd = -1;
}

} // namespace knockback::test
