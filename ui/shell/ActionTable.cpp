// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ActionTable.h"

#include <QFile>
#include <QSaveFile>
#include <QWidget>

namespace knockback::ui {

ActionTable::ActionTable(QWidget& window, const QString& folder)
    : m_window(window)
    , m_file(folder.isEmpty() ? QString() : folder + QStringLiteral("/keys.json")) {
    load();
}

QAction* ActionTable::add(const QString& id, const QString& text, const KeyChoice& keys, std::function<void()> run) {
    return insert(id, text, keys, std::move(run), false);
}

QAction* ActionTable::addQuiet(const QString& id, const QString& text, const KeyChoice& keys,
                               std::function<void()> run) {
    return insert(id, text, keys, std::move(run), true);
}

QAction* ActionTable::insert(const QString& id, const QString& text, const KeyChoice& keys, std::function<void()> run,
                             bool quiet) {
    auto* action = new QAction(text, &m_window);
    action->setObjectName(id);
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, &m_window, [run = std::move(run)] { run(); });
    m_window.addAction(action);
    m_keys.add(id, text, keys);
    m_entries.push_back({id, action, quiet});
    action->setShortcuts(m_keys.find(id)->keys);
    if (m_keys.find(id)->isChanged())
        apply(); // the user gave it a key that another action had
    return action;
}

void ActionTable::apply() {
    for (const auto& entry : m_entries) {
        if (const auto& keys = m_keys.find(entry.id)->keys; entry.action->shortcuts() != keys)
            entry.action->setShortcuts(keys);
    }
    Q_EMIT keysChanged();
}

std::vector<PaletteEntry> ActionTable::paletteEntries(const QString& kind) const {
    std::vector<PaletteEntry> entries;
    for (const auto& [id, action, quiet] : m_entries) {
        if (!quiet && action->isEnabled())
            entries.push_back({kind, action->text(), action->shortcut(), [target = action] { target->trigger(); }});
    }
    return entries;
}

QKeySequence ActionTable::keyOf(const QString& id) const {
    const auto* binding = m_keys.find(id);
    return binding ? binding->keys.value(0) : QKeySequence();
}

void ActionTable::assign(const QString& id, const KeyChoice& keys) {
    m_keys.assign(id, keys);
    apply();
    store();
}

void ActionTable::reset(const QString& id) {
    m_keys.reset(id);
    apply();
    store();
}

void ActionTable::resetAll() {
    m_keys.resetAll();
    apply();
    store();
}

void ActionTable::load() {
    QFile file(m_file);
    if (m_file.isEmpty() || !file.exists())
        return;
    if (!file.open(QIODevice::ReadOnly)) {
        m_problem = tr("Your own keys are not in use: %1 cannot be read (%2).").arg(m_file, file.errorString());
        return;
    }
    if (const QString problem = m_keys.load(file.readAll()); !problem.isEmpty())
        m_problem = tr("Your own keys are not in use: %1 does not hold them, because %2. Mend or delete the file.")
                        .arg(m_file, problem);
}

void ActionTable::store() {
    if (m_file.isEmpty())
        return;
    QSaveFile file(m_file);
    const auto json = m_keys.toJson();
    const bool done = file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit();
    m_problem = done ? QString()
                     : tr("The changed keys work until the program ends: %1 cannot be written (%2).")
                           .arg(m_file, file.errorString());
}

} // namespace knockback::ui
