// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/CredentialChoice.h"

namespace knockback::ui {

CredentialChoice::CredentialChoice(QWidget* parent) : QComboBox(parent) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    fill({});
}

void CredentialChoice::setCredentials(const std::vector<vault::Credential>& credentials) {
    const auto name = chosen();
    m_credentials = credentials;
    fill(name);
}

void CredentialChoice::choose(const QByteArray& name) {
    if (name != chosen())
        fill(name);
}

QByteArray CredentialChoice::chosen() const {
    return currentData().toByteArray();
}

void CredentialChoice::fill(const QByteArray& chosen) {
    clear();
    addItem(tr("Choose one"), QByteArray());
    for (const auto& credential : m_credentials)
        addItem(QString::fromUtf8(credential.name), credential.name);
    if (!chosen.isEmpty() && findData(chosen) < 0)
        addItem(tr("%1 (not in the vault)").arg(QString::fromUtf8(chosen)), chosen);
    setCurrentIndex(findData(chosen));
}

} // namespace knockback::ui
