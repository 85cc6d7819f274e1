// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Credential.h"

#include <QComboBox>

#include <vector>

namespace knockback::ui {

// The vault's credentials. One that a request names stays in the list when the vault does not hold it: sending will say
// so.
class CredentialChoice final : public QComboBox {
    Q_OBJECT
public:
    explicit CredentialChoice(QWidget* parent = nullptr);

    void setCredentials(const std::vector<vault::Credential>& credentials);
    void choose(const QByteArray& name);
    [[nodiscard]] QByteArray chosen() const;

private:
    void fill(const QByteArray& chosen);

    std::vector<vault::Credential> m_credentials;
};

} // namespace knockback::ui
