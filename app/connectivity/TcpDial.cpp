// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectivity/TcpDial.h"

#include <cerrno>

namespace knockback::connectivity {

TcpDial::TcpDial(base::EpollLoop& loop, const QByteArray& address, int port, base::Milliseconds bound,
                 std::function<void(ConnectAnswer)> done)
    : m_loop(loop)
    , m_startedAt(loop.clock().steadyNow())
    , m_done(std::move(done))
    , m_socket(Socket::Kind::Stream, address, port) {
    if (const int error = m_socket.problem(); error != 0) {
        m_timer = m_loop.after(base::Nanoseconds(0), [this, error] { finish(error); });
        return;
    }
    m_loop.watch(m_socket.fd(), base::EpollLoop::Writable, [this](std::uint32_t) { finish(m_socket.problem()); });
    m_timer = m_loop.after(bound, [this] { finish(ETIMEDOUT); });
}

TcpDial::~TcpDial() {
    m_loop.unwatch(m_socket.fd());
}

void TcpDial::finish(int error) {
    m_loop.unwatch(m_socket.fd());
    m_timer.cancel();
    ConnectAnswer answer;
    answer.ok = error == 0;
    answer.refused = error == ECONNREFUSED;
    answer.problem = error == 0           ? QString()
                     : error == ETIMEDOUT ? QStringLiteral("no answer in time")
                                          : errorText(error);
    answer.took = m_loop.clock().steadyNow() - m_startedAt;
    const auto done = std::move(m_done);
    done(std::move(answer));
}

} // namespace knockback::connectivity
