// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/CredentialStore.h"

#include <QFrame>

#include <set>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace knockback::ui {

class SecretPaste;

// Which secrets of a credential are replaced by hand, and what they are called.
struct ReplaceableSecret {
    vault::SecretRole role = vault::SecretRole::Value;
    QString name;
    bool required = true; // else it may be left out
};
[[nodiscard]] std::vector<ReplaceableSecret> replaceableSecrets(vault::CredentialKind kind,
                                                                const std::set<vault::SecretRole>& stored);

// Puts a new secret in the old one's place and asks for nothing else. The old one stays until it is saved.
class ReplacePanel final : public QFrame {
    Q_OBJECT
public:
    explicit ReplacePanel(QWidget* parent = nullptr);

    void begin(const vault::Credential& credential, const std::set<vault::SecretRole>& stored);
    // Forgets what was pasted.
    void end();
    void showProblem(const QString& sentence);
    // Of the time when it was begun.
    [[nodiscard]] const vault::Credential& credential() const { return m_credential; }
    [[nodiscard]] vault::Secrets secrets() const;

Q_SIGNALS:
    void submitted();
    void cancelled();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Field {
        ReplaceableSecret what;
        SecretPaste* paste;
    };
    void leave();
    void submit();
    void showReady();

    vault::Credential m_credential;
    std::vector<Field> m_fields;
    QLabel* m_title;
    QLabel* m_about;
    QWidget* m_place;
    QLabel* m_problem;
    QPushButton* m_submit;
    QPushButton* m_cancel;
};

} // namespace knockback::ui
