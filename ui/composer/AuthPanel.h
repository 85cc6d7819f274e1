// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/vault/Credential.h"
#include "app/workspace/RequestDraft.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;

namespace knockback::ui {

// Which credential of the vault a request is sent with, and where that one may go.
class AuthPanel final : public QWidget {
    Q_OBJECT
public:
    explicit AuthPanel(QWidget* parent = nullptr);

    void setCredentials(const std::vector<vault::Credential>& credentials);
    void load(const workspace::RequestDraft& draft);
    void store(workspace::RequestDraft& draft) const;
    // The chosen credential's name, for the tab; empty = none.
    [[nodiscard]] QString chosen() const;

Q_SIGNALS:
    void edited();
    void vaultRequested();

private:
    void fill(const QByteArray& chosen);
    void explain();

    std::vector<vault::Credential> m_credentials;
    QComboBox* m_choice;
    QLabel* m_explanation;
};

} // namespace knockback::ui
