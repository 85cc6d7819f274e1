// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>

class QKeyEvent;
class QWidget;

namespace knockback::ui {

class ActionTable;

// Makes the window's keys work wherever the focus is. Text fields and editors claim many keys for themselves (Ctrl+K,
// Ctrl+D, Ctrl+E; QScintilla also those that it does nothing with); here the window's actions come first. The keys that
// editing needs are never an action's: see problemWithKey().
class KeyPriority final : public QObject {
    Q_OBJECT
public:
    KeyPriority(const ActionTable& actions, QWidget& window);
    bool eventFilter(QObject* watched, QEvent* event) override;

    // For a widget that wants every key for itself, such as the one that asks for a new key.
    static void exempt(QWidget& widget);

private:
    [[nodiscard]] bool belongsToAction(const QKeyEvent& event) const;

    const ActionTable& m_actions;
    QWidget& m_window;
};

} // namespace knockback::ui
