// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lab/LabServer.h"

#include <memory>

namespace knockback::lab {

// A LabServer on a thread of its own, for whoever has no event loop to lend: window, tour, command line.
// Its methods belong to one thread, but requestsServed() may be called from any.
class LabThread {
public:
    LabThread();
    ~LabThread();
    LabThread(const LabThread&) = delete;
    LabThread& operator=(const LabThread&) = delete;

    // Serves `scenario` and returns the base URL ("http://127.0.0.1:8080"), once it takes requests. Ends what ran
    // before. Port 0 = any free one.
    [[nodiscard]] base::Result<QByteArray, LabError> start(const Scenario& scenario, quint16 port = 0);
    // Ends the server and its connections; returns when it is over. Without effect when nothing runs.
    void stop();

    [[nodiscard]] bool isRunning() const { return m_worker != nullptr; }
    // Since the last start().
    [[nodiscard]] std::uint64_t requestsServed() const { return m_served->load(std::memory_order_relaxed); }

private:
    class Worker;
    LabServer::Counter m_served = std::make_shared<std::atomic<std::uint64_t>>(0);
    std::unique_ptr<Worker> m_worker;
};

} // namespace knockback::lab
