// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QKeySequence>
#include <QList>
#include <QString>

#include <map>
#include <vector>

namespace knockback::ui {

using KeyChoice = QList<QKeySequence>; // the first one is shown

// An action and the keys that run it.
struct KeyBinding {
    QString id; // as keys.json names it
    QString text;
    KeyChoice standard;
    KeyChoice keys;
    [[nodiscard]] bool isChanged() const { return keys != standard; }
};

// Which keys do what: the program's own, with the user's changes over them. A key belongs to one action at most.
class KeyMap {
public:
    // Keys that another action has taken by the user's choice stay with that action.
    void add(const QString& id, const QString& text, const KeyChoice& standard);

    [[nodiscard]] const std::vector<KeyBinding>& bindings() const { return m_bindings; }
    // Null when there is no such action.
    [[nodiscard]] const KeyBinding* find(const QString& id) const;
    // Who has this key; null when it is free.
    [[nodiscard]] const KeyBinding* owner(const QKeySequence& key) const;

    // Takes the keys away from whoever had them.
    void assign(const QString& id, const KeyChoice& keys);
    void reset(const QString& id);
    void resetAll();

    // keys.json: the changes alone. Actions that are not known (of a newer Knockback) are kept when it is written back.
    [[nodiscard]] QByteArray toJson() const;
    // Before add(). What is wrong with the file, in a sentence, or nothing; then all keys are the program's own.
    [[nodiscard]] QString load(const QByteArray& json);

private:
    KeyBinding* binding(const QString& id);
    void take(const QKeySequence& key, const QString& exceptFrom);

    std::vector<KeyBinding> m_bindings;
    std::map<QString, KeyChoice> m_changes;
};

// Why this key cannot run an action, in a sentence: it types text, or every text field needs it. Empty = it can.
[[nodiscard]] QString problemWithKey(const QKeySequence& key);

} // namespace knockback::ui
