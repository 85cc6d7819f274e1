// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/KeyMap.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace knockback::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Keys", text);
}

const QString keysMember = QStringLiteral("keys");

QJsonArray written(const KeyChoice& keys) {
    QJsonArray array;
    for (const auto& key : keys)
        array.append(key.toString(QKeySequence::PortableText));
    return array;
}

} // namespace

KeyBinding* KeyMap::binding(const QString& id) {
    const auto found = std::find_if(m_bindings.begin(), m_bindings.end(), [&id](const auto& b) { return b.id == id; });
    return found == m_bindings.end() ? nullptr : &*found;
}

const KeyBinding* KeyMap::find(const QString& id) const {
    return const_cast<KeyMap*>(this)->binding(id);
}

const KeyBinding* KeyMap::owner(const QKeySequence& key) const {
    const auto found =
        std::find_if(m_bindings.begin(), m_bindings.end(), [&key](const auto& b) { return b.keys.contains(key); });
    return key.isEmpty() || found == m_bindings.end() ? nullptr : &*found;
}

void KeyMap::add(const QString& id, const QString& text, const KeyChoice& standard) {
    Q_ASSERT_X(!find(id), "KeyMap", qUtf8Printable(id));
    KeyBinding added{id, text, standard, standard};
    if (const auto change = m_changes.find(id); change != m_changes.end())
        added.keys = change->second;
    else
        added.keys.removeIf([this](const QKeySequence& key) { return owner(key) != nullptr; });
    const auto mine = added.keys;
    for (const auto& key : mine)
        take(key, id);
    m_bindings.push_back(std::move(added));
}

void KeyMap::take(const QKeySequence& key, const QString& exceptFrom) {
    for (auto& other : m_bindings) {
        if (other.id != exceptFrom && other.keys.removeAll(key) > 0)
            m_changes[other.id] = other.keys;
    }
}

void KeyMap::assign(const QString& id, const KeyChoice& keys) {
    auto* changed = binding(id);
    if (!changed)
        return;
    for (const auto& key : keys)
        take(key, id);
    changed->keys = keys;
    if (changed->isChanged())
        m_changes[id] = keys;
    else
        m_changes.erase(id);
}

void KeyMap::reset(const QString& id) {
    if (const auto* wanted = find(id))
        assign(id, KeyChoice(wanted->standard));
}

void KeyMap::resetAll() {
    m_changes.clear();
    for (auto& binding : m_bindings)
        binding.keys = binding.standard;
}

QByteArray KeyMap::toJson() const {
    QJsonObject keys;
    for (const auto& [id, choice] : m_changes) {
        const auto* known = find(id);
        if (!known || known->isChanged())
            keys.insert(id, written(choice));
    }
    return QJsonDocument(QJsonObject{{keysMember, keys}}).toJson();
}

QString KeyMap::load(const QByteArray& json) {
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return tr("it is not a JSON object (%1)").arg(error.errorString());
    const auto keys = document.object().value(keysMember).toObject();
    for (auto member = keys.begin(); member != keys.end(); ++member) {
        KeyChoice choice;
        const auto listed = member.value().toArray();
        for (const auto& text : listed) {
            const QKeySequence key(text.toString(), QKeySequence::PortableText);
            if (key.isEmpty() || !problemWithKey(key).isEmpty()) {
                m_changes.clear();
                return tr("“%1” of %2 is not a key that an action can have").arg(text.toString(), member.key());
            }
            choice << key;
        }
        m_changes[member.key()] = choice;
    }
    return {};
}

QString problemWithKey(const QKeySequence& key) {
    if (key.isEmpty())
        return {};
    const auto first = key[0];
    const bool functionKey = first.key() >= Qt::Key_F1 && first.key() <= Qt::Key_F35;
    const bool modified = first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (!functionKey && !modified && first.key() != Qt::Key_Escape)
        return tr("%1 alone types text or moves in it: add Ctrl or Alt, or choose a function key.")
            .arg(key.toString(QKeySequence::NativeText));
    for (const auto* text :
         {"Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+A", "Ctrl+Left", "Ctrl+Right",
          "Ctrl+Shift+Left", "Ctrl+Shift+Right", "Ctrl+Backspace", "Ctrl+Del", "Ctrl+Home", "Ctrl+End"}) {
        if (key == QKeySequence(QLatin1String(text)))
            return tr("%1 is needed in every text field: choose another key.")
                .arg(key.toString(QKeySequence::NativeText));
    }
    return {};
}

} // namespace knockback::ui
