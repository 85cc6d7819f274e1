// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/ReplacePanel.h"

#include "ui/vault/FormFoot.h"
#include "ui/vault/SecretPaste.h"
#include "ui/widgets/AppStyle.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

using vault::CredentialKind;
using vault::SecretRole;

std::vector<ReplaceableSecret> replaceableSecrets(CredentialKind kind, const std::set<SecretRole>& stored) {
    const ReplaceableSecret clientSecret{SecretRole::ClientSecret, QStringLiteral("Client secret"), true};
    switch (kind) {
    case CredentialKind::Bearer:
        return {{SecretRole::Value, QStringLiteral("Token"), true}};
    case CredentialKind::Basic:
    case CredentialKind::Digest:
        return {{SecretRole::Value, QStringLiteral("Password"), true}};
    case CredentialKind::ApiKey:
    case CredentialKind::HmacSigned:
        return {{SecretRole::Value, QStringLiteral("Key"), true}};
    case CredentialKind::AwsSigV4:
        return {{SecretRole::UserName, QStringLiteral("Access key ID"), true},
                {SecretRole::Value, QStringLiteral("Secret access key"), true},
                {SecretRole::SessionToken, QStringLiteral("Session token"), stored.contains(SecretRole::SessionToken)}};
    case CredentialKind::ClientCertificate:
        return {{SecretRole::Value, QStringLiteral("Passphrase of the key"), true}};
    case CredentialKind::RefreshToken:
        return {{SecretRole::RefreshToken, QStringLiteral("Refresh token"), true},
                {SecretRole::ClientSecret, QStringLiteral("Client secret"), false}};
    case CredentialKind::ClientCredentials:
    case CredentialKind::AuthorizationCode:
    case CredentialKind::DeviceCode:
        return {clientSecret};
    }
    return {};
}

ReplacePanel::ReplacePanel(QWidget* parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_about(new QLabel)
    , m_place(new QWidget)
    , m_problem(new QLabel)
    , m_submit(new QPushButton(QStringLiteral("Replace it"))) {
    setRole(this, "panel");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(12);
    setRole(m_title, "title");
    setRole(m_about, "muted");
    setRole(m_problem, "problem");
    for (auto* label : {m_title, m_about, m_problem}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    column->addWidget(m_title);
    column->addWidget(m_about);
    column->addWidget(m_place);
    column->addWidget(m_problem);
    m_cancel = addFormFoot(*column, *m_submit);
    column->addStretch();
    connect(m_cancel, &QPushButton::clicked, this, &ReplacePanel::leave);
    connect(m_submit, &QPushButton::clicked, this, &ReplacePanel::submit);
}

void ReplacePanel::begin(const vault::Credential& credential, const std::set<vault::SecretRole>& stored) {
    end();
    m_credential = credential;
    m_title->setText(QStringLiteral("Replace the secret of %1").arg(QString::fromUtf8(credential.name)));
    setAccessibleName(m_title->text());
    m_about->setText(vault::canRotate(credential.kind)
                         ? QStringLiteral("The present one is used until you save. Tokens that were got with it stay.")
                         : QStringLiteral("The present one is used until you save. It still holds at the server: end "
                                          "it there when the new one works."));
    auto* column = new QVBoxLayout(m_place);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    for (const auto& what : replaceableSecrets(credential.kind, stored)) {
        auto* caption =
            new QLabel(what.required ? what.name : QStringLiteral("%1, if there is a new one").arg(what.name));
        setRole(caption, "label");
        auto* paste = new SecretPaste(what.name);
        column->addWidget(caption);
        column->addWidget(paste);
        caption->show();
        paste->show(); // at once, so that it can take the focus
        connect(paste, &SecretPaste::changed, this, &ReplacePanel::showReady);
        m_fields.push_back({what, paste});
    }
    if (!m_fields.empty())
        m_fields.front().paste->setFocus();
    showReady();
}

void ReplacePanel::end() {
    m_credential = {};
    for (const auto& field : std::exchange(m_fields, {}))
        field.paste->forget();
    // Later: the key that leads here may come from one of them.
    for (auto* widget : m_place->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        widget->hide();
        widget->deleteLater();
    }
    delete m_place->layout();
    m_problem->hide();
}

void ReplacePanel::showReady() {
    m_submit->setEnabled(std::all_of(m_fields.begin(), m_fields.end(), [](const Field& field) {
        return !field.what.required || !field.paste->isEmpty();
    }));
}

vault::Secrets ReplacePanel::secrets() const {
    vault::Secrets secrets;
    for (const auto& field : m_fields)
        if (!field.paste->isEmpty())
            secrets[field.what.role] = field.paste->secret();
    return secrets;
}

void ReplacePanel::submit() {
    m_submit->setEnabled(false);
    m_problem->hide();
    Q_EMIT submitted();
}

void ReplacePanel::showProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_problem->show();
    showReady();
}

void ReplacePanel::leave() {
    end();
    Q_EMIT cancelled();
}

bool ReplacePanel::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QFrame::event(event);
}

// Ctrl+V goes to the first field that has nothing yet, wherever the focus is.
void ReplacePanel::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape || (enter && m_cancel->hasFocus()))
        return leave();
    if (enter && m_submit->isEnabled())
        return submit();
    if (!event->matches(QKeySequence::Paste))
        return QFrame::keyPressEvent(event);
    for (const auto& field : m_fields)
        if (field.paste->isEmpty())
            return field.paste->paste();
}

} // namespace knockback::ui
