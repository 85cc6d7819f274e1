// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/KeyPriority.h"

#include "ui/shell/ActionTable.h"

#include <QApplication>
#include <QKeyEvent>

namespace knockback::ui {

namespace {

constexpr auto exemption = "takesEveryKey";

// An editor takes Esc even with nothing to close; fields that mean something by it are no QScintilla.
bool leavesEscape(const QWidget& focus) {
    return focus.inherits("QsciScintillaBase");
}

} // namespace

KeyPriority::KeyPriority(const ActionTable& actions, QWidget& window)
    : QObject(&window)
    , m_actions(actions)
    , m_window(window) {
    qApp->installEventFilter(this);
}

void KeyPriority::exempt(QWidget& widget) {
    widget.setProperty(exemption, true);
}

bool KeyPriority::belongsToAction(const QKeyEvent& event) const {
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const auto has = [&](Qt::KeyboardModifiers held) {
        return m_actions.keys().owner(QKeySequence(QKeyCombination(held, static_cast<Qt::Key>(event.key()))));
    };
    // "Ctrl++" is typed with Shift on most keyboards.
    return has(modifiers) || (event.key() < Qt::Key_A && has(modifiers & ~Qt::ShiftModifier));
}

bool KeyPriority::eventFilter(QObject*, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto* focus = QApplication::focusWidget();
    if (!focus || focus->window() != &m_window || focus->property(exemption).toBool())
        return false;
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (key.key() == Qt::Key_Escape && !leavesEscape(*focus))
        return false;
    if (!belongsToAction(key))
        return false;
    event->ignore();
    return true;
}

} // namespace knockback::ui
