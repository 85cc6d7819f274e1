// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/KeyTable.h"

#include "ui/models/FuzzyMatch.h"

#include <QFont>

#include <algorithm>

namespace knockback::ui {

QString keyWords(const KeyChoice& keys) {
    QStringList words;
    for (const auto& key : keys)
        words << key.toString(QKeySequence::NativeText);
    return words.join(KeyTable::tr(" or "));
}

KeyTable::KeyTable(ActionTable& actions, QObject* parent) : QAbstractTableModel(parent), m_actions(actions) {
    connect(&actions, &ActionTable::keysChanged, this, &KeyTable::refresh);
    refresh();
}

void KeyTable::search(const QString& typed) {
    m_typed = typed.trimmed();
    refresh();
}

void KeyTable::refresh() {
    std::vector<QString> ids;
    for (const auto& binding : m_actions.keys().bindings()) {
        const bool byKey = keyWords(binding.keys).contains(m_typed, Qt::CaseInsensitive);
        if (m_typed.isEmpty() || byKey || fuzzyScore(m_typed, binding.text))
            ids.push_back(binding.id);
    }
    if (ids == m_ids) {
        if (!ids.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_ids = std::move(ids);
    endResetModel();
}

const KeyBinding* KeyTable::at(int row) const {
    return row >= 0 && row < rowCount() ? m_actions.keys().find(m_ids[static_cast<std::size_t>(row)]) : nullptr;
}

int KeyTable::rowOf(const QString& id) const {
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

int KeyTable::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int KeyTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KeyTable::data(const QModelIndex& index, int role) const {
    const auto* binding = at(index.row());
    if (!binding)
        return {};
    if (role == Qt::FontRole && index.column() == Keys && binding->isChanged()) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role == Qt::ToolTipRole && binding->isChanged())
        return binding->standard.isEmpty() ? tr("Changed by you; without a key before.")
                                           : tr("Changed by you; %1 before.").arg(keyWords(binding->standard));
    if (role != Qt::DisplayRole)
        return {};
    return index.column() == Action ? binding->text : keyWords(binding->keys);
}

QVariant KeyTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Action ? tr("Action") : tr("Key");
}

} // namespace knockback::ui
