// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "app/journal/Event.h"
#include "app/vault/Vault.h"

#include <QFrame>

class QFormLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace knockback::ui {

class Badge;
class LifetimeBar;
class ThemeManager;

// One credential in full: facts, secret behind a button for 15 seconds, lifetime, rotations of this session.
class CredentialDetail final : public QFrame {
    Q_OBJECT
public:
    CredentialDetail(vault::Vault& vault, base::Scheduler& scheduler, ThemeManager& themes, QWidget* parent = nullptr);

    void setCredential(const vault::Credential& credential);
    [[nodiscard]] const QByteArray& name() const { return m_credential.name; }
    // Rotations of this credential, newest first.
    void setRotations(const std::vector<journal::Event>& rotations);
    void tick();
    // While a new token is being fetched.
    void setRotating(bool rotating);

Q_SIGNALS:
    void rotateRequested(const QByteArray& name);
    void removeRequested(const QByteArray& name);

private:
    void buildFacts(QVBoxLayout& column);
    void toggleReveal();
    void hideSecret();
    void copySecret();

    vault::Vault& m_vault;
    base::Scheduler& m_scheduler;
    ThemeManager& m_themes;
    vault::Credential m_credential;
    bool m_revealed = false;
    base::TimerHandle m_hideTimer;
    base::TimerHandle m_clipboardTimer;

    QLabel* m_title;
    Badge* m_badge;
    QPushButton* m_rotate;
    QLabel* m_secret;
    QPushButton* m_reveal;
    QPushButton* m_copy;
    QLabel* m_issued;
    QLabel* m_scopes;
    QLabel* m_endpoint;
    QLabel* m_hosts;
    QLabel* m_lifetimeTitle;
    LifetimeBar* m_lifetime;
    QVBoxLayout* m_rotations;
};

} // namespace knockback::ui
