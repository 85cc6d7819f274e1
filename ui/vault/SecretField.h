// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"
#include "ui/vault/SecretClipboard.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace knockback::ui {

class SecretText;
class ThemeManager;

// A credential's secret with its buttons: reveal it for 15 seconds, at most as long as the window has the focus, copy
// it for ten, ask for another one in its place.
class SecretField final : public QWidget {
    Q_OBJECT
public:
    SecretField(vault::Vault& vault, base::Scheduler& scheduler, ThemeManager& themes, QWidget* parent = nullptr);

    void setCredential(const QByteArray& name);
    void hideSecret();
    // Shows how much time is left; once a second.
    void tick();

Q_SIGNALS:
    void replaceRequested();

protected:
    bool event(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void toggle();
    void copy();
    void showLabels();

    vault::Vault& m_vault;
    base::Scheduler& m_scheduler;
    QByteArray m_name;
    SecretClipboard m_clipboard;
    base::SteadyTime m_hideAt{};
    base::TimerHandle m_hideTimer;
    QBoxLayout* m_row;
    SecretText* m_text;
    QPushButton* m_reveal;
    QPushButton* m_copy;
    QPushButton* m_replace;
    QLabel* m_note; // why it cannot be shown, or what copying means
};

} // namespace knockback::ui
