// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"
#include "app/vault/Vault.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace knockback::ui {

// What stands beside the list while the vault is locked: what still works, and the way back in.
class UnlockPanel final : public QFrame {
    Q_OBJECT
public:
    explicit UnlockPanel(QWidget* parent = nullptr);

    // Ready for typing; `why` is what went wrong when the program started, or empty.
    void begin(vault::VaultMode mode, const QString& why);
    void takeFocus();
    void showProblem(const QString& sentence);
    void setBusy(bool busy);
    // Requests that were held back and go out after unlocking.
    void setWaiting(int requests);

Q_SIGNALS:
    void submitted();

public:
    // What was typed, once; the field forgets it.
    [[nodiscard]] base::Secret takePassphrase();

private:
    QLabel* m_waiting;
    QLineEdit* m_passphrase;
    QPushButton* m_unlock;
    QLabel* m_byKeychain;
    QLabel* m_problem;
};

} // namespace knockback::ui
