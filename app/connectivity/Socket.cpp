// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/Socket.h"

#include <cerrno>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace knockback::connectivity {

namespace {

int connectTo(int fd, const QByteArray& address, int port) {
    if (address.contains(':')) {
        sockaddr_in6 to{};
        to.sin6_family = AF_INET6;
        to.sin6_port = htons(std::uint16_t(port));
        if (::inet_pton(AF_INET6, address.constData(), &to.sin6_addr) != 1)
            return EINVAL;
        return ::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0 ? 0 : errno;
    }
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(std::uint16_t(port));
    if (::inet_pton(AF_INET, address.constData(), &to.sin_addr) != 1)
        return EINVAL;
    return ::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0 ? 0 : errno;
}

} // namespace

Socket::Socket(Kind kind, const QByteArray& address, int port)
    : m_fd(::socket(address.contains(':') ? AF_INET6 : AF_INET,
                    (kind == Kind::Stream ? SOCK_STREAM : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    m_error = m_fd < 0 ? errno : connectTo(m_fd, address, port);
    if (m_error == EINPROGRESS)
        m_error = 0;
}

Socket::~Socket() {
    if (m_fd >= 0)
        ::close(m_fd);
}

int Socket::problem() const {
    if (m_error != 0)
        return m_error;
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

QString errorText(int error) {
    return QString::fromStdString(std::generic_category().message(error)).toLower();
}

} // namespace knockback::connectivity
