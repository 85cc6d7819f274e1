// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/AuthPanel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace knockback::ui {

AuthPanel::AuthPanel(QWidget* parent) : QWidget(parent), m_choice(new QComboBox), m_explanation(new QLabel) {
    m_choice->setObjectName(QStringLiteral("authChoice"));
    m_choice->setAccessibleName(tr("Credential"));
    m_choice->setMinimumWidth(240);
    m_explanation->setWordWrap(true);
    m_explanation->setTextFormat(Qt::PlainText);
    auto* vault = new QPushButton(tr("Open vault"));
    vault->setAutoDefault(false);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    auto* label = new QLabel(tr("Credential"));
    label->setBuddy(m_choice);
    layout->addWidget(label, 0, 0);
    layout->addWidget(m_choice, 1, 0);
    layout->addWidget(vault, 1, 1);
    layout->addWidget(m_explanation, 2, 0, 1, 3);
    layout->setColumnStretch(2, 1);
    layout->setRowStretch(3, 1);
    fill({});
    connect(m_choice, &QComboBox::activated, this, [this] {
        explain();
        Q_EMIT edited();
    });
    connect(vault, &QPushButton::clicked, this, &AuthPanel::vaultRequested);
}

void AuthPanel::setCredentials(const std::vector<vault::Credential>& credentials) {
    const auto chosen = m_choice->currentData().toByteArray();
    m_credentials = credentials;
    fill(chosen);
}

// A credential that the vault does not hold stays in the list: the request names it, and sending will say so.
void AuthPanel::fill(const QByteArray& chosen) {
    m_choice->clear();
    m_choice->addItem(tr("None"), QByteArray());
    for (const auto& credential : m_credentials)
        m_choice->addItem(QString::fromUtf8(credential.name), credential.name);
    if (!chosen.isEmpty() && m_choice->findData(chosen) < 0)
        m_choice->addItem(tr("%1 (not in the vault)").arg(QString::fromUtf8(chosen)), chosen);
    m_choice->setCurrentIndex(m_choice->findData(chosen));
    explain();
}

void AuthPanel::load(const workspace::RequestDraft& draft) {
    fill(draft.auth.kind == workspace::AuthKind::Credential ? draft.auth.credential : QByteArray());
}

void AuthPanel::store(workspace::RequestDraft& draft) const {
    draft.auth.credential = m_choice->currentData().toByteArray();
    draft.auth.kind = draft.auth.credential.isEmpty() ? workspace::AuthKind::None : workspace::AuthKind::Credential;
}

QString AuthPanel::chosen() const {
    return QString::fromUtf8(m_choice->currentData().toByteArray());
}

void AuthPanel::explain() {
    const auto name = m_choice->currentData().toByteArray();
    const auto found = std::find_if(m_credentials.begin(), m_credentials.end(),
                                    [&name](const auto& credential) { return credential.name == name; });
    if (name.isEmpty())
        return m_explanation->setText(tr("Nothing is added. {{vault:name}} works in the URL, headers and body too."));
    if (found == m_credentials.end())
        return m_explanation->setText(tr("The vault holds no credential of this name; sending will be refused."));
    QStringList hosts;
    for (const auto& host : found->hosts)
        hosts << QString::fromUtf8(host);
    const QString where = !found->header.isEmpty()  ? tr("the header %1").arg(QString::fromUtf8(found->header))
                          : !found->query.isEmpty() ? tr("the query parameter %1").arg(QString::fromUtf8(found->query))
                                                    : tr("the header Authorization");
    m_explanation->setText(
        hosts.isEmpty() ? tr("This credential has no allowed host yet, so it is sent nowhere. Add one in the vault.")
                        : tr("Goes into %1, and only to %2. A redirect elsewhere drops it.")
                              .arg(where, hosts.join(QStringLiteral(", "))));
}

} // namespace knockback::ui
