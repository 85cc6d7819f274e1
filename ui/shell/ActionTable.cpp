// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ActionTable.h"

#include <QWidget>

namespace knockback::ui {

QAction* ActionTable::add(const QString& text, const QList<QKeySequence>& keys, std::function<void()> run) {
    auto* action = addQuiet(text, keys, std::move(run));
    m_quiet.pop_back();
    m_actions.push_back(action);
    return action;
}

QAction* ActionTable::addQuiet(const QString& text, const QList<QKeySequence>& keys, std::function<void()> run) {
    auto* action = new QAction(text, &m_window);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    QObject::connect(action, &QAction::triggered, &m_window, [run = std::move(run)] { run(); });
    m_window.addAction(action);
    m_quiet.push_back(action);
    return action;
}

std::vector<PaletteEntry> ActionTable::paletteEntries(const QString& kind) const {
    std::vector<PaletteEntry> entries;
    for (auto* action : m_actions) {
        if (action->isEnabled())
            entries.push_back({kind, action->text(), action->shortcut(), [action] { action->trigger(); }});
    }
    return entries;
}

std::vector<ActionTable::KeyLine> ActionTable::keyLines() const {
    std::vector<KeyLine> lines;
    for (const auto* list : {&m_actions, &m_quiet}) {
        for (const auto* action : *list) {
            if (!action->shortcut().isEmpty())
                lines.push_back({action->text(), action->shortcut().toString(QKeySequence::NativeText)});
        }
    }
    return lines;
}

} // namespace knockback::ui
