// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace knockback::connectivity {

// A non-blocking socket that closes itself.
class Socket {
public:
    enum class Kind { Stream, Datagram };

    // Begins to connect to an IP address; a datagram socket then only hears that peer. What is wrong at once is in
    // problem().
    Socket(Kind kind, const QByteArray& address, int port);
    ~Socket();
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    [[nodiscard]] int fd() const { return m_fd; }
    // errno of what went wrong so far, 0 = nothing.
    [[nodiscard]] int problem() const;

private:
    int m_fd = -1;
    int m_error = 0;
};

// "connection refused", "network is unreachable" …
[[nodiscard]] QString errorText(int error);

} // namespace knockback::connectivity
