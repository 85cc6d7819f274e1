// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace knockback::ui {

// A new passphrase, typed twice; says how strong it is.
class PassphraseSetter final : public QWidget {
    Q_OBJECT
public:
    explicit PassphraseSetter(QWidget* parent = nullptr);

    // Empty; `byKeychain`: the keychain opens the vault, too, and need not from now on.
    void begin(bool byKeychain);
    // What was typed, once; the fields forget it.
    [[nodiscard]] base::Secret take();
    [[nodiscard]] bool instead() const;

Q_SIGNALS:
    void submitted();
    void cancelled();

private:
    void judge();
    void submit();

    QLineEdit* m_first;
    QLineEdit* m_second;
    QLabel* m_strength;
    QCheckBox* m_instead;
    QPushButton* m_submit;
};

} // namespace knockback::ui
