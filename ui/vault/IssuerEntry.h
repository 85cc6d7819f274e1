// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/vault/VaultActions.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace knockback::ui {

// An issuer's address with a button that asks it for its endpoints.
class IssuerEntry final : public QWidget {
    Q_OBJECT
public:
    IssuerEntry(const QString& name, VaultActions::Discover discover, QWidget* parent = nullptr);

    void setIssuer(const QString& issuer);
    [[nodiscard]] QString issuer() const;
    [[nodiscard]] QLineEdit& line() { return *m_line; }

Q_SIGNALS:
    void edited();
    // It answered.
    void found(const knockback::oauth::ServerMetadata& endpoints);

private:
    void ask();
    void say(const QString& sentence, bool problem = false);

    VaultActions::Discover m_discover;
    int m_asked = 0; // an answer to an earlier question does not count
    QLineEdit* m_line;
    QPushButton* m_ask;
    QLabel* m_state;
};

} // namespace knockback::ui
