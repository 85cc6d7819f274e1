// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace knockback::ui {

class LockDesk;

// The top of the vault page: how many credentials, where they are kept, when it locks, and what can be done with all.
class VaultHead final : public QWidget {
    Q_OBJECT
public:
    explicit VaultHead(LockDesk& lock, QWidget* parent = nullptr);

    void show(int credentials, vault::VaultMode mode, bool locked);

Q_SIGNALS:
    void addRequested();
    void importRequested();
    void waysRequested();

private:
    void fillPolicyMenu();

    LockDesk& m_lock;
    QLabel* m_subtitle;
    QPushButton* m_lockNow;
    QPushButton* m_when;
    QPushButton* m_import;
    QPushButton* m_add;
};

} // namespace knockback::ui
