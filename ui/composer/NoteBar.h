// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/ThemeManager.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace knockback::ui {

class ElidedLabel;

// One low line below the request line: a sentence, what can be done about it, a cross. Hidden until it has something to
// say; the whole sentence is in the tooltip when the room is short.
class NoteBar final : public QWidget {
    Q_OBJECT
public:
    explicit NoteBar(ThemeManager& themes, QWidget* parent = nullptr);

    // Replaces what was said before, with its buttons.
    void say(diagnosis::Cause cause, const QString& sentence);
    QPushButton* addButton(const QString& text, const QString& tip);
    void dismiss();
    [[nodiscard]] QString sentence() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void dress();

    ThemeManager& m_themes;
    diagnosis::Cause m_cause = diagnosis::Cause::None;
    QLabel* m_icon;
    ElidedLabel* m_sentence;
    QHBoxLayout* m_buttons;
    QPushButton* m_close;
};

} // namespace knockback::ui
