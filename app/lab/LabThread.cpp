// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LabThread.h"

#include "app/base/QtScheduler.h"

#include <future>

namespace knockback::lab {

namespace {

// What lives on the thread, in the order in which it must be made; destroyed there when the thread ends.
struct Running : QObject {
    explicit Running(const Scenario& scenario) : server(scenario, scheduler) {}
    base::QtScheduler scheduler;
    LabServer server;
};

struct Started {
    QByteArray baseUrl;
    LabServer::Counter served;
};
using StartResult = base::Result<Started, LabError>;

constexpr base::Seconds startTimeout{10};

StartResult startHere(const Scenario& scenario, quint16 port) {
    auto running = std::make_unique<Running>(scenario);
    if (const auto listening = running->server.listen(port); !listening)
        return base::Failure(listening.error());
    Started started{running->server.baseUrl(), running->server.served()};
    Running* owned = running.release();
    QObject::connect(QThread::currentThread(), &QThread::finished, owned, &QObject::deleteLater);
    return started;
}

} // namespace

LabThread::~LabThread() {
    stop();
}

base::Result<QByteArray, LabError> LabThread::start(const Scenario& scenario, quint16 port) {
    stop();
    auto promise = std::make_shared<std::promise<StartResult>>();
    auto future = promise->get_future();
    auto* starter = new QObject;
    starter->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, starter, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("lab"));
    m_thread.start();
    QMetaObject::invokeMethod(
        starter, [promise, scenario, port] { promise->set_value(startHere(scenario, port)); }, Qt::QueuedConnection);
    if (future.wait_for(startTimeout) != std::future_status::ready) {
        stop();
        return base::Failure(
            LabError{LabErrorKind::NotStarted,
                     QStringLiteral("The lab did not start within 10 seconds; the machine is too busy.")});
    }
    const StartResult started = future.get();
    if (!started) {
        stop();
        return base::Failure(started.error());
    }
    m_served = started->served;
    return started->baseUrl;
}

void LabThread::stop() {
    m_thread.quit();
    m_thread.wait();
}

} // namespace knockback::lab
