// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace knockback::ui {

// Ctrl+Z and Ctrl+Shift+Z below a widget: first the step of the text field that has the focus, and when it has none of
// its own, those of the whole.
class UndoKeys final : public QObject {
    Q_OBJECT
public:
    struct Steps {
        std::function<void()> undo;
        std::function<void()> redo;
        std::function<void()> focusMoved; // a step ends
    };
    UndoKeys(QWidget& root, Steps steps);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(QWidget* old, QWidget* now);

    QWidget& m_root;
    Steps m_steps;
};

} // namespace knockback::ui
