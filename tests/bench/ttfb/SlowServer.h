// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <mutex>
#include <thread>
#include <vector>

namespace knockback::bench {

// A server on loopback that answers each request of its one connection after 20 ms and writes down how long that really
// was: from the moment it has the request to the moment before it sends.
class SlowServer {
public:
    SlowServer();
    ~SlowServer();
    SlowServer(const SlowServer&) = delete;
    SlowServer& operator=(const SlowServer&) = delete;

    [[nodiscard]] QByteArray url() const;
    // Seconds, of the answer before this one.
    [[nodiscard]] double lastDelay() const;

private:
    void serve();

    int m_listener = -1;
    int m_port = 0;
    mutable std::mutex m_mutex;
    double m_delay = 0;
    std::thread m_thread;
};

} // namespace knockback::bench
