// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/lab/WireClient.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace knockback::lab {

WireClient::WireClient(const QByteArray& baseUrl) {
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(baseUrl.mid(baseUrl.lastIndexOf(':') + 1).toUShort());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        m_error = errno;
}

WireClient::~WireClient() {
    ::close(m_fd);
}

bool WireClient::send(const QByteArray& bytes) {
    return ::send(m_fd, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

bool WireClient::readMore() {
    char buffer[65536];
    const ssize_t got = ::recv(m_fd, buffer, sizeof buffer, 0);
    if (got < 0)
        m_error = errno;
    if (got > 0)
        m_input.append(buffer, got);
    return got > 0;
}

WireAnswer WireClient::receive(bool head) {
    WireAnswer answer;
    while (!m_input.contains("\r\n\r\n"))
        if (!readMore())
            return answer;
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    const QByteArrayList lines = m_input.left(end).replace("\r\n", "\n").split('\n');
    m_input.remove(0, end + 4);
    answer.status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray& line : lines.mid(1))
        answer.headers.append(line.left(line.indexOf(':')), line.mid(line.indexOf(':') + 1).trimmed());
    const qsizetype length = head ? 0 : answer.headers.value("Content-Length").value_or("0").toLongLong();
    while (m_input.size() < length)
        if (!readMore())
            break;
    answer.body = m_input.left(length);
    answer.whole = answer.body.size() == length;
    m_input.remove(0, answer.body.size());
    return answer;
}

WireAnswer WireClient::get(const QByteArray& path, const QByteArray& extra) {
    send("GET " + path + " HTTP/1.1\r\nHost: lab\r\n" + extra + "\r\n");
    return receive();
}

WireAnswer WireClient::post(const QByteArray& path, const QByteArray& body, const QByteArray& extra) {
    send("POST " + path +
         " HTTP/1.1\r\nHost: lab\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
         QByteArray::number(body.size()) + "\r\n" + extra + "\r\n" + body);
    return receive();
}

bool WireClient::atEnd() {
    return m_input.isEmpty() && !readMore() && m_error == 0;
}

} // namespace knockback::lab
