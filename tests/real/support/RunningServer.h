// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace knockback::test {

// A server that a test starts on loopback and ends again, by its process id.
class RunningServer {
public:
    RunningServer() = default;
    ~RunningServer();
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    // Starts it and waits, for 20 s at most, until `port` takes connections. With port 0 the program prints its port as
    // the first line of its standard output. False when it does not come up; problem() says why.
    [[nodiscard]] bool start(const QString& program, const QStringList& arguments, quint16 port,
                             const QString& workingFolder = {});
    [[nodiscard]] QString url(const char* path) const;
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    [[nodiscard]] bool takesConnections() const;

    QProcess m_process;
    quint16 m_port = 0;
    QString m_problem;
};

// A port on which nobody listens at this moment.
[[nodiscard]] quint16 freePort();

} // namespace knockback::test
