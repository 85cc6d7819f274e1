// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/vault/CredentialUses.h"
#include "ui/vault/KindFields.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace knockback::ui {

// The form for a credential, new or stored; asks for what its kind needs. Secrets are typed hidden, stored ones are
// never in it, and typed ones are gone from the fields once the vault has them.
class CredentialForm final : public QFrame {
    Q_OBJECT
public:
    explicit CredentialForm(QWidget* parent = nullptr);

    // Empty and ready for typing.
    void begin(FieldHelp help);
    // A stored one. `uses`: who names it, for when it gets another name.
    void edit(const vault::Credential& credential, const std::set<vault::SecretRole>& stored,
              const CredentialUses& uses, FieldHelp help);
    // Forgets what was typed.
    void end();
    // What was typed into secret fields alone.
    void forgetSecrets();
    // Why the vault refused; the form stays as it was.
    void showProblem(const QString& sentence);
    // Leaves at once when nothing was changed, else asks whether the changes may go.
    void leave();
    [[nodiscard]] bool isTouched() const;

    // What was typed, once submitted() came. The secrets are handed over once.
    [[nodiscard]] const vault::Credential& credential() const { return m_result.credential; }
    [[nodiscard]] vault::Secrets takeSecrets();
    // The name of the one that is edited; empty = a new one.
    [[nodiscard]] const QByteArray& edited() const { return m_original.credential.name; }
    // Whether the requests that name it shall name it by its new name.
    [[nodiscard]] bool renamesUses() const;

Q_SIGNALS:
    void submitted();
    void cancelled();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildFoot(QVBoxLayout& column);
    void start(const QString& title);
    void useKind(int index);
    void showUses();
    void submit();
    void ask(bool asking);
    [[nodiscard]] FormRecord filled() const;
    [[nodiscard]] const FormKind& kind() const;

    FieldHelp m_help;
    FormRecord m_original; // without secrets
    FormRecord m_shown;    // what the untouched fields make of it
    FormRecord m_result;
    CredentialUses m_uses;

    QLabel* m_title;
    QComboBox* m_kind;
    FieldForm* m_common;
    QLineEdit* m_name;
    QLabel* m_usesText;
    QCheckBox* m_renameUses;
    QVBoxLayout* m_place; // of m_fields
    FieldForm* m_fields = nullptr;
    QLabel* m_problem;
    QPushButton* m_cancel;
    QPushButton* m_submit;
    QWidget* m_question;
    QPushButton* m_stay;
};

} // namespace knockback::ui
