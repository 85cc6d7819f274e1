// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/VariableModel.h"

namespace knockback::ui {

void VariableModel::setRows(const QString& environment, std::vector<workspace::EnvironmentRow> rows) {
    const bool sameShape = environment == m_environment && rows.size() == m_rows.size();
    if (!sameShape)
        beginResetModel();
    m_environment = environment;
    m_rows = std::move(rows);
    if (!sameShape)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void VariableModel::setRevealed(bool revealed) {
    m_revealed = revealed;
    Q_EMIT dataChanged(index(0, Value), index(rowCount() - 1, Value));
}

const workspace::EnvironmentRow* VariableModel::at(int row) const {
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int VariableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || m_environment.isEmpty() ? 0 : static_cast<int>(m_rows.size()) + 1;
}

int VariableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant VariableModel::text(const workspace::EnvironmentRow& row, int column, int role) const {
    if (column == Name)
        return QString::fromUtf8(row.name);
    if (column != Value)
        return {};
    const bool hidden = row.secret && !m_revealed && role != Qt::EditRole;
    return hidden ? QStringLiteral("••••••••") : QString::fromUtf8(row.value);
}

QVariant VariableModel::data(const QModelIndex& index, int role) const {
    const auto* row = at(index.row());
    if (!row)
        return role == Qt::DisplayRole && index.column() == Name ? QVariant(tr("add a variable")) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(*row, index.column(), role);
    case Qt::CheckStateRole:
        return index.column() == Private ? QVariant(row->secret ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Private ? tr(row->secret ? "private" : "shared")
                                         : text(*row, index.column(), Qt::DisplayRole);
    default:
        return {};
    }
}

QVariant VariableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == Private)
        return tr("Private values stand in http-client.private.env.json, which only you can read and which does not "
                  "belong into a repository.");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Variable");
    case Value:
        return tr("Value");
    default:
        return tr("Private");
    }
}

Qt::ItemFlags VariableModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags usual = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!at(index.row()))
        return index.column() == Name ? usual | Qt::ItemIsEditable : usual;
    return usual | (index.column() == Private ? Qt::ItemIsUserCheckable : Qt::ItemIsEditable);
}

bool VariableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const auto* row = at(index.row());
    const auto typed = value.toString().toUtf8();
    if (!row) {
        if (role == Qt::EditRole && !typed.trimmed().isEmpty())
            Q_EMIT setRequested({m_environment, typed.trimmed(), {}, false});
        return true;
    }
    auto wanted = *row;
    if (role == Qt::CheckStateRole && index.column() == Private) {
        wanted.secret = value.toInt() == Qt::Checked;
        Q_EMIT setRequested(wanted);
    } else if (role == Qt::EditRole && index.column() == Value && typed != row->value) {
        wanted.value = typed;
        Q_EMIT setRequested(wanted);
    } else if (role == Qt::EditRole && index.column() == Name && !typed.trimmed().isEmpty() &&
               typed.trimmed() != row->name) {
        Q_EMIT renameRequested(row->name, typed.trimmed());
    }
    return true;
}

} // namespace knockback::ui
