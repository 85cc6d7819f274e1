// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/lab/LabError.h"
#include "app/lab/ScenarioPlay.h"

#include <QObject>
#include <QTcpServer>

#include <atomic>
#include <memory>

namespace knockback::lab {

// A server on the loopback interface that answers as one scenario says. Lives on one thread, which runs Qt's event
// loop.
class LabServer final : public QObject {
    Q_OBJECT
public:
    // Grows with every request that was answered; may be read from any thread and outlives the server.
    using Counter = std::shared_ptr<std::atomic<std::uint64_t>>;

    // Times, waits and identifiers come from `scheduler` and `random`, which must outlive the server.
    LabServer(const Scenario& scenario, base::Scheduler& scheduler, base::RandomSource& random = base::systemRandom(),
              QObject* parent = nullptr);

    // 0 = any free port.
    [[nodiscard]] base::Outcome<LabError> listen(quint16 port);
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QByteArray baseUrl() const; // "http://127.0.0.1:8080", without a slash at the end
    [[nodiscard]] Counter served() const { return m_served; }

private:
    void accept();

    base::Scheduler& m_scheduler;
    ScenarioPlay m_play;
    QTcpServer m_server;
    int m_connections = 0;
    Counter m_served = std::make_shared<std::atomic<std::uint64_t>>(0);
};

// Why a port cannot be had, for people.
[[nodiscard]] LabError listenProblem(QAbstractSocket::SocketError error, quint16 port, const QString& detail);

} // namespace knockback::lab
