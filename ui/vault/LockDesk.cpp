// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/LockDesk.h"

#include "ui/vault/LockSettings.h"

#include <QCoreApplication>
#include <QEvent>

namespace knockback::ui {

LockDesk::LockDesk(vault::Vault& vault, base::Scheduler& scheduler, QString dataDir, QObject* parent)
    : QObject(parent)
    , m_vault(vault)
    , m_scheduler(scheduler)
    , m_dataDir(std::move(dataDir))
    , m_policy(loadLockPolicy(m_dataDir))
    , m_onScreenLock(m_policy.onScreenLock)
    , m_onSuspend(m_policy.onSuspend)
    , m_auto(scheduler, [this] { lockNow(); }) {
    QCoreApplication::instance()->installEventFilter(this);
    m_auto.setIdle(m_policy.idle);
}

void LockDesk::setPolicy(const vault::LockPolicy& policy) {
    m_policy = policy;
    m_onScreenLock = policy.onScreenLock;
    m_onSuspend = policy.onSuspend;
    m_auto.setIdle(policy.idle);
    saveLockPolicy(m_dataDir, policy);
    Q_EMIT policyChanged();
}

void LockDesk::watchDesktop() {
    m_watch = vault::watchSession([this](vault::SessionEvent event) { heard(event); });
}

// On the desktop's thread, which the machine's sleep waits for: locked when this returns.
void LockDesk::heard(vault::SessionEvent event) {
    const bool wanted = event == vault::SessionEvent::ScreenLocked ? m_onScreenLock : m_onSuspend;
    if (wanted && canLock())
        static_cast<void>(m_vault.lock());
}

void LockDesk::lockNow() {
    if (!canLock() || m_vault.isLocked())
        return;
    m_background.run([this] { return m_vault.lock(); },
                     [this](const base::Outcome<vault::VaultError>& locked) {
                         if (!locked)
                             Q_EMIT failed(locked.error().sentence);
                     });
}

void LockDesk::unlock(base::Secret passphrase) {
    m_unlocking = true;
    const auto typed = std::make_shared<base::Secret>(std::move(passphrase));
    m_background.run([this, typed] { return m_vault.unlock(*typed); },
                     [this](const base::Outcome<vault::VaultError>& opened) {
                         m_unlocking = false;
                         if (opened)
                             Q_EMIT unlocked();
                         else
                             Q_EMIT failed(opened.error().sentence);
                     });
}

bool LockDesk::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        m_auto.touch();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace knockback::ui
