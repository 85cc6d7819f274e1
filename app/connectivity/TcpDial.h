// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/EpollLoop.h"
#include "app/connectivity/Prober.h"
#include "app/connectivity/Socket.h"

namespace knockback::connectivity {

// Connects and closes again: is somebody there?
class TcpDial final : public Pending {
public:
    TcpDial(base::EpollLoop& loop, const QByteArray& address, int port, base::Milliseconds bound,
            std::function<void(ConnectAnswer)> done);
    ~TcpDial() override;

private:
    void finish(int error);

    base::EpollLoop& m_loop;
    const base::SteadyTime m_startedAt;
    std::function<void(ConnectAnswer)> m_done;
    Socket m_socket;
    base::TimerHandle m_timer;
};

} // namespace knockback::connectivity
