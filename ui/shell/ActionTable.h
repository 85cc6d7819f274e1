// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/KeyMap.h"
#include "ui/models/PaletteEntry.h"

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace knockback::ui {

// Every action of the window with its keys: the one list that shortcuts, command palette and key list are made from.
// The user's own keys are kept in keys.json of `folder`; empty = nowhere.
class ActionTable final : public QObject {
    Q_OBJECT
public:
    // `window` owns the actions and is where their keys work.
    ActionTable(QWidget& window, const QString& folder);

    // `id` stands for the action in keys.json and never changes; it is the action's object name, too, by which buttons
    // elsewhere find it. The first key is the one that is shown.
    QAction* add(const QString& id, const QString& text, const KeyChoice& keys, std::function<void()> run);
    // One that the palette leaves out, such as nine keys for nine tabs.
    QAction* addQuiet(const QString& id, const QString& text, const KeyChoice& keys, std::function<void()> run);

    [[nodiscard]] std::vector<PaletteEntry> paletteEntries(const QString& kind) const;
    [[nodiscard]] const KeyMap& keys() const { return m_keys; }
    // The key that is shown for an action; empty when it has none.
    [[nodiscard]] QKeySequence keyOf(const QString& id) const;
    void assign(const QString& id, const KeyChoice& keys);
    void reset(const QString& id);
    void resetAll();
    // Why the user's keys could not be read or written; empty = all is well.
    [[nodiscard]] const QString& problem() const { return m_problem; }

Q_SIGNALS:
    void keysChanged();

private:
    struct Entry {
        QString id;
        QAction* action;
        bool quiet;
    };
    QAction* insert(const QString& id, const QString& text, const KeyChoice& keys, std::function<void()> run,
                    bool quiet);
    void load();
    void store();
    void apply();

    QWidget& m_window;
    QString m_file;
    QString m_problem;
    KeyMap m_keys;
    std::vector<Entry> m_entries;
};

} // namespace knockback::ui
