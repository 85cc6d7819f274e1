// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/SessionWatch.h"

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace knockback::vault {

// The signals, on the thread it was made on, which needs Qt's event loop.
class SessionEars final : public QObject {
    Q_OBJECT
public:
    SessionEars(QDBusConnection session, QDBusConnection system, std::function<void(SessionEvent)> heard);

public Q_SLOTS: // called by name: QDBusConnection knows no other way
    void activeChanged(bool active);
    void prepareForSleep(bool begins);
    void lockAsked();

private:
    void putOffSleep();

    QDBusConnection m_session;
    QDBusConnection m_system;
    std::function<void(SessionEvent)> m_heard;
    QDBusUnixFileDescriptor m_delay; // while it is open the machine waits, at most login1's InhibitDelayMaxSec
};

} // namespace knockback::vault
