// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <map>
#include <mutex>
#include <thread>

namespace knockback::bench {

// A server on loopback that answers the first request for a path with 429 and Retry-After, the second
// with 200, and writes down when the first byte of the second one came. One thread.
class BlockingServer {
public:
    BlockingServer();
    ~BlockingServer();
    BlockingServer(const BlockingServer&) = delete;
    BlockingServer& operator=(const BlockingServer&) = delete;

    // Of call number `call`, which is asked to wait `seconds`.
    [[nodiscard]] QByteArray url(int call, int seconds) const;
    // By call: seconds on the steady clock.
    [[nodiscard]] std::map<int, double> arrivals() const;

private:
    void serve();
    [[nodiscard]] QByteArray answerTo(const QByteArray& request, double firstByte);

    int m_listener = -1;
    int m_wake = -1;
    int m_port = 0;
    mutable std::mutex m_mutex;
    std::map<int, int> m_asked;
    std::map<int, double> m_arrivals;
    std::thread m_thread;
};

} // namespace knockback::bench
