// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/vault/desktop/SessionEars.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace knockback::vault {

namespace {
const QString loginService = QStringLiteral("org.freedesktop.login1");
const QString loginPath = QStringLiteral("/org/freedesktop/login1");
const QString loginManager = QStringLiteral("org.freedesktop.login1.Manager");

// What SLOT() makes of a signature; QDBusConnection offers no typed connect.
QByteArray slot(const char* signature) {
    return QByteArray("1") + signature;
}
} // namespace

SessionEars::SessionEars(QDBusConnection session, QDBusConnection system, std::function<void(SessionEvent)> heard)
    : m_session(std::move(session))
    , m_system(std::move(system))
    , m_heard(std::move(heard)) {
    // Whatever path it is sent from: desktops differ. And whoever sends it: at worst somebody locks the vault.
    for (const auto& interface :
         {QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("org.gnome.ScreenSaver"),
          QStringLiteral("org.mate.ScreenSaver"), QStringLiteral("org.cinnamon.ScreenSaver")})
        m_session.connect(QString(), QString(), interface, QStringLiteral("ActiveChanged"), this,
                          slot("activeChanged(bool)").constData());
    m_system.connect(QString(), loginPath, loginManager, QStringLiteral("PrepareForSleep"), this,
                     slot("prepareForSleep(bool)").constData());
    m_system.connect(QString(), QString(), QStringLiteral("org.freedesktop.login1.Session"), QStringLiteral("Lock"),
                     this, slot("lockAsked()").constData());
    putOffSleep();
}

void SessionEars::activeChanged(bool active) {
    if (active)
        m_heard(SessionEvent::ScreenLocked);
}

void SessionEars::lockAsked() {
    m_heard(SessionEvent::ScreenLocked);
}

void SessionEars::prepareForSleep(bool begins) {
    if (!begins)
        return putOffSleep();
    m_heard(SessionEvent::AboutToSleep);
    m_delay = QDBusUnixFileDescriptor();
}

void SessionEars::putOffSleep() {
    if (!m_system.isConnected())
        return;
    auto inhibit = QDBusMessage::createMethodCall(loginService, loginPath, loginManager, QStringLiteral("Inhibit"));
    inhibit << QStringLiteral("sleep") << QStringLiteral("Knockback") << QStringLiteral("The vault is locked first")
            << QStringLiteral("delay");
    auto* answer = new QDBusPendingCallWatcher(m_system.asyncCall(inhibit), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *answer;
        if (reply.isValid())
            m_delay = reply.value();
        answer->deleteLater();
    });
}

} // namespace knockback::vault
