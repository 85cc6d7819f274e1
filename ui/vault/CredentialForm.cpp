// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/CredentialForm.h"

#include "ui/widgets/AppStyle.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace knockback::ui {

using vault::CredentialKind;
using vault::SecretRole;

namespace {

std::vector<QByteArray> words(const QString& text) {
    static const QRegularExpression separators(QStringLiteral("[\\s,]+"));
    std::vector<QByteArray> found;
    for (const auto& word : text.split(separators, Qt::SkipEmptyParts))
        found.push_back(word.toUtf8());
    return found;
}

} // namespace

CredentialForm::CredentialForm(QWidget* parent) : QFrame(parent), m_form(new QFormLayout), m_kind(new QComboBox) {
    setRole(this, "panel");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    auto* title = new QLabel(QStringLiteral("New credential"));
    setRole(title, "title");
    column->addWidget(title);

    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(10);
    m_kind->addItem(QStringLiteral("Bearer token"), static_cast<int>(CredentialKind::Bearer));
    m_kind->addItem(QStringLiteral("User name and password"), static_cast<int>(CredentialKind::Basic));
    m_kind->addItem(QStringLiteral("API key"), static_cast<int>(CredentialKind::ApiKey));
    m_kind->addItem(QStringLiteral("OAuth · client credentials"), static_cast<int>(CredentialKind::ClientCredentials));
    m_kind->addItem(QStringLiteral("OAuth · refresh token"), static_cast<int>(CredentialKind::RefreshToken));
    m_kind->setAccessibleName(QStringLiteral("Kind"));
    m_form->addRow(QStringLiteral("Kind"), m_kind);
    m_name = addField(QStringLiteral("Name"), QStringLiteral("github-app"));
    m_hosts = addField(QStringLiteral("Allowed hosts"), QStringLiteral("api.example.com, *.example.org"));
    m_user = addField(QStringLiteral("User name"), {});
    m_value = addField(QStringLiteral("Secret"), QStringLiteral("stays in the vault"), true);
    m_header = addField(QStringLiteral("In header"), QStringLiteral("X-API-Key"));
    m_query = addField(QStringLiteral("or in query"), QStringLiteral("api_key"));
    m_tokenUrl = addField(QStringLiteral("Token URL"), QStringLiteral("https://login.example.com/oauth/token"));
    m_clientId = addField(QStringLiteral("Client ID"), {});
    m_clientSecret = addField(QStringLiteral("Client secret"), {}, true);
    m_refreshToken = addField(QStringLiteral("Refresh token"), {}, true);
    m_scopes = addField(QStringLiteral("Scopes"), QStringLiteral("read write"));
    column->addLayout(m_form);

    m_problem = new QLabel;
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);

    auto* buttons = new QHBoxLayout;
    auto* cancel = new QPushButton(QStringLiteral("Cancel"));
    m_submit = new QPushButton(QStringLiteral("Save to vault"));
    setRole(m_submit, "primary");
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_submit);
    column->addLayout(buttons);
    column->addStretch();

    connect(m_kind, &QComboBox::currentIndexChanged, this, &CredentialForm::showFieldsOfKind);
    connect(cancel, &QPushButton::clicked, this, &CredentialForm::cancelled);
    connect(m_submit, &QPushButton::clicked, this, &CredentialForm::submit);
    showFieldsOfKind();
}

QLineEdit* CredentialForm::addField(const QString& label, const QString& hint, bool secret) {
    auto* field = new QLineEdit;
    field->setPlaceholderText(hint);
    field->setAccessibleName(label);
    if (secret)
        field->setEchoMode(QLineEdit::Password);
    m_form->addRow(label, field);
    connect(field, &QLineEdit::returnPressed, this, &CredentialForm::submit);
    return field;
}

CredentialKind CredentialForm::kind() const {
    return static_cast<CredentialKind>(m_kind->currentData().toInt());
}

void CredentialForm::showFieldsOfKind() {
    const auto show = [this](QLineEdit* field, bool wanted) {
        m_form->labelForField(field)->setVisible(wanted);
        field->setVisible(wanted);
    };
    const bool oauth = vault::canRotate(kind());
    show(m_user, kind() == CredentialKind::Basic);
    show(m_value, !oauth);
    show(m_header, kind() == CredentialKind::ApiKey);
    show(m_query, kind() == CredentialKind::ApiKey);
    show(m_tokenUrl, oauth);
    show(m_clientId, oauth);
    show(m_clientSecret, oauth);
    show(m_refreshToken, kind() == CredentialKind::RefreshToken);
    show(m_scopes, oauth);
    qobject_cast<QLabel*>(m_form->labelForField(m_value))
        ->setText(kind() == CredentialKind::Basic ? QStringLiteral("Password") : QStringLiteral("Secret"));
}

void CredentialForm::begin() {
    for (auto* field : findChildren<QLineEdit*>())
        field->clear();
    m_secrets.clear();
    m_problem->hide();
    m_name->setFocus();
}

QString CredentialForm::problem() const {
    if (m_name->text().trimmed().isEmpty())
        return QStringLiteral("Give the credential a name: requests use it as {{vault:name}}.");
    if (m_hosts->text().trimmed().isEmpty())
        return QStringLiteral("Say which hosts may receive it: it is sent nowhere else.");
    if (!vault::canRotate(kind()) && m_value->text().isEmpty())
        return QStringLiteral("The secret is empty.");
    if (vault::canRotate(kind()) && m_tokenUrl->text().trimmed().isEmpty())
        return QStringLiteral("Say where tokens come from: the provider's token URL.");
    return {};
}

void CredentialForm::submit() {
    if (const QString wrong = problem(); !wrong.isEmpty())
        return showProblem(wrong);
    m_credential = {};
    m_credential.name = m_name->text().trimmed().toUtf8();
    m_credential.kind = kind();
    m_credential.hosts = words(m_hosts->text());
    m_credential.header = m_header->text().trimmed().toUtf8();
    m_credential.query = m_query->text().trimmed().toUtf8();
    m_credential.tokenUrl = m_tokenUrl->text().trimmed().toUtf8();
    m_credential.clientId = m_clientId->text().trimmed().toUtf8();
    m_credential.scopes = words(m_scopes->text());
    m_secrets.clear();
    const auto take = [this](SecretRole role, QLineEdit* field) {
        if (field->isVisibleTo(this) && !field->text().isEmpty())
            m_secrets[role] = base::Secret(field->text().toUtf8());
    };
    take(SecretRole::UserName, m_user);
    take(SecretRole::Value, m_value);
    take(SecretRole::ClientSecret, m_clientSecret);
    take(SecretRole::RefreshToken, m_refreshToken);
    m_problem->hide();
    Q_EMIT submitted();
}

vault::Secrets CredentialForm::takeSecrets() {
    return std::exchange(m_secrets, {});
}

void CredentialForm::showProblem(const QString& sentence) {
    m_problem->setText(sentence);
    m_problem->show();
}

} // namespace knockback::ui
