// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/diagnosis/Diagnosis.h"

#include <QString>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace knockback::ui {

class ThemeManager;

// A banner in a cause's colours: a sentence, buttons, and a cross to put it away. Hidden until it has something to say.
// Used instead of dialogs.
class MessageBar final : public QWidget {
    Q_OBJECT
public:
    explicit MessageBar(ThemeManager& themes, QWidget* parent = nullptr);

    // Replaces what was said before, with its buttons.
    void say(diagnosis::Cause cause, const QString& sentence);
    // A button for the present message; `role` as in setRole(). It is gone with the message.
    QPushButton* addButton(const QString& text, const char* role = nullptr);
    void dismiss();
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void tint();

    ThemeManager& m_themes;
    diagnosis::Cause m_cause = diagnosis::Cause::None;
    QLabel* m_icon;
    QLabel* m_sentence;
    QHBoxLayout* m_buttons;
};

} // namespace knockback::ui
