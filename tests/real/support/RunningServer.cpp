// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/support/RunningServer.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

namespace knockback::test {

quint16 freePort() {
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

RunningServer::~RunningServer() {
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished(5000);
    }
}

bool RunningServer::start(const QString& program, const QStringList& arguments, quint16 port,
                          const QString& workingFolder) {
    m_port = port;
    m_process.setWorkingDirectory(workingFolder);
    m_process.start(program, arguments);
    if (!m_process.waitForStarted(10'000)) {
        m_problem = program + QStringLiteral(" cannot be started: ") + m_process.errorString();
        return false;
    }
    if (port == 0) {
        if (!m_process.waitForReadyRead(20'000)) {
            m_problem = QString::fromUtf8(m_process.readAllStandardError());
            return false;
        }
        m_port = m_process.readLine().trimmed().toUShort();
    }
    for (int i = 0; i < 400; ++i) {
        if (takesConnections())
            return true;
        if (m_process.waitForFinished(50))
            break;
    }
    m_problem = program + QStringLiteral(" does not listen: ") + QString::fromUtf8(m_process.readAllStandardError());
    return false;
}

bool RunningServer::takesConnections() const {
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
    return socket.waitForConnected(1000);
}

QString RunningServer::url(const char* path) const {
    return QStringLiteral("http://127.0.0.1:%1%2").arg(QString::number(m_port), QString::fromUtf8(path));
}

} // namespace knockback::test
