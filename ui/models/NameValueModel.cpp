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

void NameValueModel::removeRow(int row) {
    if (row < 0 || static_cast<std::size_t>(row) >= m_rows.size())
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    Q_EMIT edited();
}

int NameValueModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size()) + 1;
}

int NameValueModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

bool NameValueModel::isNewRow(const QModelIndex& index) const {
    return static_cast<std::size_t>(index.row()) == m_rows.size();
}

QVariant NameValueModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    if (isNewRow(index)) {
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

QVariant NameValueModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

Qt::ItemFlags NameValueModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    auto flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsEditable;
    if (index.column() == Name && !isNewRow(index))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool NameValueModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || (role != Qt::EditRole && role != Qt::CheckStateRole))
        return false;
    if (isNewRow(index)) {
        if (role != Qt::EditRole || value.toString().isEmpty())
            return false;
        // The row that is typed in becomes a real one where it stands, and the empty one comes after it.
        beginInsertRows({}, index.row() + 1, index.row() + 1);
        m_rows.emplace_back();
        endInsertRows();
    }
    auto& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::CheckStateRole)
        row.enabled = value.toInt() == Qt::Checked;
    else
        (index.column() == Name ? row.name : row.value) = value.toString();
    const auto first = this->index(index.row(), Name);
    Q_EMIT dataChanged(first, this->index(index.row(), Value));
    Q_EMIT edited();
    return true;
}

} // namespace knockback::ui
