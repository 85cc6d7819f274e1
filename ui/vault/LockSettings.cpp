// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/LockSettings.h"

#include <QSettings>

namespace knockback::ui {

namespace {
const QString idleKey = QStringLiteral("lock/idleMinutes"); // 0 = never
const QString screenKey = QStringLiteral("lock/onScreenLock");
const QString suspendKey = QStringLiteral("lock/onSuspend");
constexpr int mostMinutes = 24 * 60;

QString fileIn(const QString& dataDir) {
    return dataDir + QStringLiteral("/vault.ini");
}
} // namespace

vault::LockPolicy loadLockPolicy(const QString& dataDir) {
    vault::LockPolicy policy;
    if (dataDir.isEmpty())
        return policy;
    const QSettings file(fileIn(dataDir), QSettings::IniFormat);
    const int idle = file.value(idleKey, static_cast<int>(policy.idle->count())).toInt();
    if (idle <= 0)
        policy.idle.reset();
    else
        policy.idle = std::chrono::minutes(std::min(idle, mostMinutes));
    policy.onScreenLock = file.value(screenKey, policy.onScreenLock).toBool();
    policy.onSuspend = file.value(suspendKey, policy.onSuspend).toBool();
    return policy;
}

void saveLockPolicy(const QString& dataDir, const vault::LockPolicy& policy) {
    if (dataDir.isEmpty())
        return;
    QSettings file(fileIn(dataDir), QSettings::IniFormat);
    file.setValue(idleKey, policy.idle ? static_cast<int>(policy.idle->count()) : 0);
    file.setValue(screenKey, policy.onScreenLock);
    file.setValue(suspendKey, policy.onSuspend);
}

QString lockPolicyText(const vault::LockPolicy& policy) {
    if (policy.idle)
        return QStringLiteral("locks after %1 min idle").arg(policy.idle->count());
    return policy.onScreenLock || policy.onSuspend ? QStringLiteral("locks with the screen")
                                                   : QStringLiteral("never locks by itself");
}

} // namespace knockback::ui
