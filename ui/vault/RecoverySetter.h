// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/RandomSource.h"
#include "ui/vault/SecretClipboard.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace knockback::ui {

class SecretText;
class ThemeManager;

// Shows a new recovery key once. It counts from when its last group was typed, so that one that nobody wrote down never
// takes the place of one that somebody did.
class RecoverySetter final : public QWidget {
    Q_OBJECT
public:
    RecoverySetter(base::RandomSource& random, base::Scheduler& scheduler, ThemeManager& themes,
                   QWidget* parent = nullptr);

    void begin();
    // As it is shown; it is forgotten.
    [[nodiscard]] base::Secret take();
    void forget();

Q_SIGNALS:
    void submitted();
    void cancelled();

private:
    void judge();
    void submit();

    base::RandomSource& m_random;
    SecretClipboard m_clipboard;
    SecretText* m_key;
    QPushButton* m_copy;
    QLineEdit* m_last;
    QLabel* m_state;
    QPushButton* m_submit;
};

} // namespace knockback::ui
