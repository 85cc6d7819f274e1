// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"
#include "ui/models/Background.h"
#include "ui/models/FolderWatcher.h"

namespace knockback::ui {

// Takes over what another Knockback saves to the vault's file, soon after and on a worker, so that a key that was
// replaced on the command line is not sent from the window any more.
class VaultFollower final : public QObject {
    Q_OBJECT
public:
    VaultFollower(vault::Vault& vault, base::Scheduler& scheduler, QObject* parent = nullptr);

Q_SIGNALS:
    // What is there now cannot be read; not said twice of the same.
    void failed(const QString& sentence);

private:
    void watch();
    void look();

    vault::Vault& m_vault;
    FolderWatcher m_watcher;
    Background m_background{*this};
    QString m_problem;
};

} // namespace knockback::ui
