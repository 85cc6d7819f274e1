// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/NameValueModel.h"

#include <algorithm>

namespace knockback::ui {

NameValueModel::NameValueModel(QString noun, QObject* parent) : QAbstractTableModel(parent), m_noun(std::move(noun)) {}

int NameValueModel::enabledCount() const {
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(), [](const auto& row) { return row.enabled; }));
}

void NameValueModel::setRows(std::vector<NameValueRow> rows) {
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void NameValueModel::replaceRows(std::vector<NameValueRow> rows) {
    if (rows == m_rows)
        return;
    setRows(std::move(rows));
    Q_EMIT edited();
}

bool NameValueModel::isOwn(int row) const {
    return row >= 0 && static_cast<std::size_t>(row) < m_rows.size();
}

NameValueModel::Zone NameValueModel::zone(int row) const {
    return isOwn(row) ? Zone::Own : static_cast<std::size_t>(row) == m_rows.size() ? Zone::New : Zone::Extra;
}

const NameValueExtra& NameValueModel::extra(int row) const {
    return m_extras.at(static_cast<std::size_t>(row) - m_rows.size() - 1);
}

void NameValueModel::setExtras(std::vector<NameValueExtra> extras) {
    if (extras == m_extras)
        return;
    // An editor in a row above stays open: no reset.
    const int first = static_cast<int>(m_rows.size()) + 1;
    const auto before = static_cast<int>(m_extras.size());
    const auto after = static_cast<int>(extras.size());
    const int common = std::min(before, after);
    std::copy_n(extras.begin(), common, m_extras.begin());
    if (common > 0)
        Q_EMIT dataChanged(index(first, Name), index(first + common - 1, Value));
    if (after < before) {
        beginRemoveRows({}, first + after, first + before - 1);
        m_extras = std::move(extras);
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, first + before, first + after - 1);
        m_extras = std::move(extras);
        endInsertRows();
    }
}

void NameValueModel::removeRow(int row) {
    if (!isOwn(row))
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    Q_EMIT edited();
}

int NameValueModel::duplicateRow(int row) {
    if (!isOwn(row))
        return -1;
    beginInsertRows({}, row + 1, row + 1);
    const NameValueRow copy = m_rows[static_cast<std::size_t>(row)];
    m_rows.insert(m_rows.begin() + row + 1, copy);
    endInsertRows();
    Q_EMIT edited();
    return row + 1;
}

int NameValueModel::shiftRow(int row, int by) {
    const int to = row + by;
    if (!isOwn(row) || !isOwn(to) || std::abs(by) != 1)
        return -1;
    beginMoveRows({}, row, row, {}, by > 0 ? to + 1 : to);
    std::swap(m_rows[static_cast<std::size_t>(row)], m_rows[static_cast<std::size_t>(to)]);
    endMoveRows();
    Q_EMIT edited();
    return to;
}

void NameValueModel::toggleRow(int row) {
    const auto index = this->index(row, Name);
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

int NameValueModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size() + 1 + m_extras.size());
}

int NameValueModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NameValueModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    if (zone(index.row()) == Zone::Extra)
        return extraData(extra(index.row()), index.column(), role);
    if (zone(index.row()) == Zone::New) {
        if (role == Qt::AccessibleTextRole)
            return tr("new %1, %2").arg(m_noun, headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
        return role == Qt::EditRole || role == Qt::DisplayRole ? QVariant(QString()) : QVariant();
    }
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return index.column() == Name ? row.name : row.value;
    case Qt::CheckStateRole:
        return index.column() == Name ? QVariant(row.enabled ? Qt::Checked : Qt::Unchecked) : QVariant();
    default:
        return {};
    }
}

QVariant NameValueModel::extraData(const NameValueExtra& extra, int column, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return column == Name ? extra.name : extra.value.isEmpty() ? extra.placeholder : extra.value;
    case Qt::EditRole:
        return column == Name ? extra.name : extra.value;
    case Qt::CheckStateRole:
        return column == Name && extra.switchable ? QVariant(extra.on ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::ToolTipRole:
        return extra.reason;
    case Qt::AccessibleTextRole:
        return tr("%1 %2, %3").arg(extra.kind, m_noun, column == Name ? extra.name : extra.value);
    case Qt::AccessibleDescriptionRole:
        return extra.reason;
    default:
        return {};
    }
}

QVariant NameValueModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

Qt::ItemFlags NameValueModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    auto flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
    switch (zone(index.row())) {
    case Zone::Own:
        return flags | Qt::ItemIsEditable | (index.column() == Name ? Qt::ItemIsUserCheckable : Qt::NoItemFlags);
    case Zone::New:
        return flags | Qt::ItemIsEditable;
    case Zone::Extra:
        break;
    }
    const auto& from = extra(index.row());
    flags.setFlag(Qt::ItemIsEditable, from.editable);
    flags.setFlag(Qt::ItemIsUserCheckable, from.switchable && index.column() == Name);
    return flags;
}

bool NameValueModel::setExtraData(const QModelIndex& index, const QVariant& value, int role) {
    const int number = index.row() - static_cast<int>(m_rows.size()) - 1;
    const auto& from = extra(index.row());
    if (role == Qt::CheckStateRole && from.switchable)
        Q_EMIT extraSwitched(number, value.toInt() == Qt::Checked);
    else if (role == Qt::EditRole && from.editable && value.toString() != data(index, Qt::EditRole).toString())
        Q_EMIT extraEdited(number, index.column(), value.toString());
    return true;
}

// The row that is typed in becomes a real one where it stands, and the empty one comes after it.
void NameValueModel::addRow(int row) {
    beginInsertRows({}, row + 1, row + 1);
    m_rows.emplace_back();
    endInsertRows();
}

bool NameValueModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || (role != Qt::EditRole && role != Qt::CheckStateRole))
        return false;
    if (zone(index.row()) == Zone::Extra)
        return setExtraData(index, value, role);
    if (zone(index.row()) == Zone::New) {
        if (role != Qt::EditRole || value.toString().isEmpty())
            return false;
        addRow(index.row());
    }
    auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const NameValueRow before = row;
    if (role == Qt::CheckStateRole)
        row.enabled = value.toInt() == Qt::Checked;
    else
        (index.column() == Name ? row.name : row.value) = value.toString();
    if (row == before)
        return true;
    const auto first = this->index(index.row(), Name);
    Q_EMIT dataChanged(first, this->index(index.row(), Value));
    Q_EMIT edited();
    return true;
}

} // namespace knockback::ui
