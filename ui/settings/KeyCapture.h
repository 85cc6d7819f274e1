// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace knockback::ui {

// A field that takes the next key press as a key, not as text. Esc and Return alone end it; Tab goes on.
class KeyCapture final : public QLineEdit {
    Q_OBJECT
public:
    explicit KeyCapture(QWidget* parent = nullptr);

    void start();
    [[nodiscard]] const QKeySequence& key() const { return m_key; }

Q_SIGNALS:
    void captured(const QKeySequence& key);
    void confirmed();
    void cancelled();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QKeySequence m_key;
};

} // namespace knockback::ui
