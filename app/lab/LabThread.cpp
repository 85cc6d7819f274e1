// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LabThread.h"

#include "app/base/QtScheduler.h"

#include <QThread>

#include <future>

namespace knockback::lab {

namespace {

constexpr base::Seconds startTimeout{10};

} // namespace

// The thread. All that it needs is there before it starts, and what it makes lives and dies on it.
class LabThread::Worker final : public QThread {
public:
    struct Started {
        QByteArray baseUrl;
        LabServer::Counter served;
    };
    using StartResult = base::Result<Started, LabError>;

    Worker(Scenario scenario, quint16 port) : m_scenario(std::move(scenario)), m_port(port) {
        setObjectName(QStringLiteral("lab"));
    }
    [[nodiscard]] std::future<StartResult> started() { return m_started.get_future(); }

private:
    void run() override {
        base::QtScheduler scheduler;
        LabServer server(m_scenario, scheduler);
        if (const auto listening = server.listen(m_port); !listening)
            return m_started.set_value(base::Failure(listening.error()));
        m_started.set_value(Started{server.baseUrl(), server.served()});
        exec();
    }

    const Scenario m_scenario;
    const quint16 m_port;
    std::promise<StartResult> m_started;
};

LabThread::LabThread() = default;

LabThread::~LabThread() {
    stop();
}

base::Result<QByteArray, LabError> LabThread::start(const Scenario& scenario, quint16 port) {
    stop();
    m_worker = std::make_unique<Worker>(scenario, port);
    auto future = m_worker->started();
    m_worker->start();
    if (future.wait_for(startTimeout) != std::future_status::ready) {
        stop();
        return base::Failure(
            LabError{LabErrorKind::NotStarted,
                     QStringLiteral("The lab did not start within 10 seconds; the machine is too busy.")});
    }
    const Worker::StartResult started = future.get();
    if (!started) {
        stop();
        return base::Failure(started.error());
    }
    m_served = started->served;
    return started->baseUrl;
}

void LabThread::stop() {
    if (!m_worker)
        return;
    m_worker->quit();
    m_worker->wait();
    m_worker.reset();
}

} // namespace knockback::lab
