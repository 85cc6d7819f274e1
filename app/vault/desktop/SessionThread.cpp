// SPDX-License-Identifier: GPL-3.0-or-later
// knockback-desktop.so: hears from the desktop when the screen is locked and when the machine goes to sleep. A library
// of its own for the same reason as the keychain's; SessionWatch.cpp loads it.
#include "app/vault/desktop/SessionEars.h"

#include <QFileInfo>
#include <QThread>

namespace knockback::vault {

namespace {
const QString sessionName = QStringLiteral("knockback-session-watch");
const QString systemName = QStringLiteral("knockback-system-watch");

// Without this question libdbus would try to start a session bus of its own.
bool sessionBusNamed() {
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    return !qgetenv("DBUS_SESSION_BUS_ADDRESS").isEmpty() ||
           (!runtime.isEmpty() && QFileInfo::exists(QFile::decodeName(runtime + "/bus")));
}

// Connecting may take as long as a bus takes to answer, so it is done there too.
class SessionThread final : public SessionWatch {
public:
    explicit SessionThread(std::function<void(SessionEvent)> heard) {
        m_thread.setObjectName(QStringLiteral("session watch"));
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context,
            [this, heard = std::move(heard)] {
                auto session = sessionBusNamed()
                                   ? QDBusConnection::connectToBus(QDBusConnection::SessionBus, sessionName)
                                   : QDBusConnection(sessionName);
                auto system = QDBusConnection::connectToBus(QDBusConnection::SystemBus, systemName);
                m_ears = std::make_unique<SessionEars>(std::move(session), std::move(system), heard);
            },
            Qt::QueuedConnection);
    }

    ~SessionThread() override {
        QMetaObject::invokeMethod(
            &m_context, [this] { m_ears.reset(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
        QDBusConnection::disconnectFromBus(sessionName);
        QDBusConnection::disconnectFromBus(systemName);
    }

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<SessionEars> m_ears;
};
} // namespace

} // namespace knockback::vault

extern "C" Q_DECL_EXPORT knockback::vault::SessionWatch*
knockbackSessionWatch(std::function<void(knockback::vault::SessionEvent)> heard) {
    return new knockback::vault::SessionThread(std::move(heard));
}
