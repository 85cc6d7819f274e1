// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/vault/Keychain.h"
#include "app/vault/PassphraseWrap.h"
#include "ui/models/Background.h"

#include <QDialog>

#include <array>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace knockback::ui {

class MessageBar;
class PassphraseSetter;
class RecoverySetter;
class ThemeManager;

// What opens the vault's file, and changing that: the system keychain, a passphrase, a recovery key. What takes long (a
// key derivation, a keychain) runs on a worker. Made with new: it goes when it is closed and the worker is done.
class WaysDialog final : public QDialog {
    Q_OBJECT
public:
    struct Means {
        vault::Vault& vault;
        std::function<vault::Keychain&()> keychain; // called on a worker
        base::RandomSource& random;
        base::Scheduler& scheduler;
        vault::KdfCost cost = {};
    };
    WaysDialog(Means means, ThemeManager& themes, QWidget* parent = nullptr);

protected:
    void done(int result) override;

private:
    struct Way {
        QLabel* state = nullptr;
        QPushButton* change = nullptr; // adds it, or puts another in its place
        QPushButton* remove = nullptr;
    };
    enum Index { Keychain, Passphrase, Recovery, WayCount };
    struct Present {
        std::vector<vault::KeySlot::Kind> kinds;
        std::optional<vault::KeychainState> keychain;
        QString problem;
    };
    void addWay(QVBoxLayout& column, Index index, const QString& name, const QString& about);
    void look();
    void tell(const Present& present);
    void unfold(QWidget* setter);
    void useKeychain();
    void setPassphrase();
    void setRecovery();
    void askToRemove(Index index);
    void run(const QString& busy, std::function<base::Outcome<vault::VaultError>(vault::KeySlots&)> change,
             const QString& done);
    void setBusy(bool busy);
    [[nodiscard]] bool has(Index index) const;

    Means m_means;
    Present m_present;
    std::array<Way, WayCount> m_ways;
    MessageBar* m_message;
    PassphraseSetter* m_passphrase;
    RecoverySetter* m_recovery;
    QWidget* m_list;
    bool m_busy = false;
    bool m_closed = false;
    Background m_background{*this};
};

} // namespace knockback::ui
