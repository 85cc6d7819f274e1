// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Secret.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace knockback::ui {

// Takes a secret from the clipboard into guarded memory and shows that it has one, but never which: there is no text of
// it in the widget.
class SecretPaste final : public QWidget {
    Q_OBJECT
public:
    explicit SecretPaste(const QString& name, QWidget* parent = nullptr);

    // What is on the clipboard now; spaces and line breaks around it are left off.
    void paste();
    void forget();
    [[nodiscard]] bool isEmpty() const { return m_secret.isEmpty(); }
    [[nodiscard]] base::Secret secret() const { return m_secret.clone(); }

Q_SIGNALS:
    void changed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void say(const QString& sentence);

    base::Secret m_secret;
    QLabel* m_state;
    QPushButton* m_paste;
};

} // namespace knockback::ui
