// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/AutoLock.h"
#include "app/vault/SessionWatch.h"
#include "app/vault/Vault.h"
#include "ui/models/Background.h"

#include <QObject>

#include <atomic>

namespace knockback::ui {

// Locks the vault when it is time to: by hand, when nobody has touched the window for a while, when the screen is
// locked, before the machine sleeps. And unlocks it, on a worker.
class LockDesk final : public QObject {
    Q_OBJECT
public:
    // `dataDir` holds the settings; empty = nowhere.
    LockDesk(vault::Vault& vault, base::Scheduler& scheduler, QString dataDir, QObject* parent = nullptr);

    [[nodiscard]] const vault::LockPolicy& policy() const { return m_policy; }
    void setPolicy(const vault::LockPolicy& policy);
    [[nodiscard]] bool canLock() const { return m_vault.mode() != vault::VaultMode::MemoryOnly; }
    [[nodiscard]] bool isUnlocking() const { return m_unlocking; }

    void lockNow();
    // unlocked() or failed() follows.
    void unlock(base::Secret passphrase);
    // Begins to listen to the desktop; the program has a window.
    void watchDesktop();

Q_SIGNALS:
    void policyChanged();
    void unlocked();
    void failed(const QString& sentence);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void heard(vault::SessionEvent event);

    vault::Vault& m_vault;
    base::Scheduler& m_scheduler;
    QString m_dataDir;
    vault::LockPolicy m_policy;
    std::atomic<bool> m_onScreenLock; // read on the desktop's thread
    std::atomic<bool> m_onSuspend;
    vault::AutoLock m_auto;
    bool m_unlocking = false;
    Background m_background{*this};
    std::unique_ptr<vault::SessionWatch> m_watch; // last: nothing is heard any more when the rest goes
};

} // namespace knockback::ui
