// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lab/LabServer.h"

#include "app/lab/LabConnection.h"

namespace knockback::lab {

namespace {

constexpr int mostConnections = 512;

} // namespace

LabServer::LabServer(const Scenario& scenario, base::Scheduler& scheduler, base::RandomSource& random, QObject* parent)
    : QObject(parent)
    , m_scheduler(scheduler)
    , m_play(scenario, random) {
    connect(&m_server, &QTcpServer::newConnection, this, &LabServer::accept);
}

base::Outcome<LabError> LabServer::listen(quint16 port) {
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost), port))
        return base::Failure(listenProblem(m_server.serverError(), port, m_server.errorString()));
    return base::Done{};
}

QByteArray LabServer::baseUrl() const {
    return "http://127.0.0.1:" + QByteArray::number(port());
}

void LabServer::accept() {
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        if (m_connections >= mostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_connections;
        const auto* connection = new LabConnection(
            socket, m_scheduler,
            [this](const LabRequest& request) {
                m_served->fetch_add(1, std::memory_order_relaxed);
                const base::Clock& clock = m_scheduler.clock();
                return m_play.answer(request, clock.steadyNow(), clock.wallNow());
            },
            [this](int status, const QByteArray& problem) {
                return m_play.answerBad(status, problem, m_scheduler.clock().wallNow());
            },
            this);
        connect(connection, &QObject::destroyed, this, [this] { --m_connections; });
    }
}

LabError listenProblem(QAbstractSocket::SocketError error, quint16 port, const QString& detail) {
    if (error == QAbstractSocket::AddressInUseError)
        return {LabErrorKind::PortTaken,
                QStringLiteral(
                    "The lab cannot listen on 127.0.0.1:%1: another program has that port. Choose another one, or "
                    "none to get a free one.")
                    .arg(port)};
    if (error == QAbstractSocket::SocketAccessError)
        return {LabErrorKind::PortForbidden,
                QStringLiteral(
                    "The lab cannot listen on 127.0.0.1:%1: ports below 1024 need administrator rights. Choose a "
                    "higher one, or none to get a free one.")
                    .arg(port)};
    return {LabErrorKind::NotStarted,
            QStringLiteral("The lab cannot listen on 127.0.0.1:%1: %2.").arg(port).arg(detail)};
}

} // namespace knockback::lab
