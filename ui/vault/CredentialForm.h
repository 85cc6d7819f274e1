// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Vault.h"

#include <QFrame>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace knockback::ui {

// The form for a new credential; asks for what the chosen kind needs and nothing else. Secrets are typed hidden and are
// gone from the fields as soon as they are handed over.
class CredentialForm final : public QFrame {
    Q_OBJECT
public:
    explicit CredentialForm(QWidget* parent = nullptr);

    // Empty and ready for typing.
    void begin();
    // Why the vault refused; the form stays as it was.
    void showProblem(const QString& sentence);

    // What was typed, once submitted() came. The secrets are handed over once.
    [[nodiscard]] const vault::Credential& credential() const { return m_credential; }
    [[nodiscard]] vault::Secrets takeSecrets();

Q_SIGNALS:
    void submitted();
    void cancelled();

private:
    QLineEdit* addField(const QString& label, const QString& hint, bool secret = false);
    void showFieldsOfKind();
    void submit();
    [[nodiscard]] QString problem() const;
    [[nodiscard]] vault::CredentialKind kind() const;

    QFormLayout* m_form;
    QComboBox* m_kind;
    QLineEdit* m_name;
    QLineEdit* m_hosts;
    QLineEdit* m_user;
    QLineEdit* m_value;
    QLineEdit* m_header;
    QLineEdit* m_query;
    QLineEdit* m_tokenUrl;
    QLineEdit* m_clientId;
    QLineEdit* m_clientSecret;
    QLineEdit* m_refreshToken;
    QLineEdit* m_scopes;
    QLabel* m_problem;
    QPushButton* m_submit;
    vault::Credential m_credential;
    vault::Secrets m_secrets;
};

} // namespace knockback::ui
