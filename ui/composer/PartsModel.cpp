// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/PartsModel.h"

#include "app/workspace/MediaType.h"
#include "ui/composer/FilePlace.h"

#include <QFileInfo>

namespace knockback::ui {

using workspace::FormPart;

namespace {

QString valueText(const FormPart& part) {
    return part.file.isEmpty() ? QString::fromUtf8(part.text) : QStringLiteral("< ") + QString::fromUtf8(part.file);
}

void setValueText(FormPart& part, const QString& text) {
    const bool file = text.startsWith(QStringLiteral("< "));
    part.file = file ? text.mid(2).trimmed().toUtf8() : QByteArray();
    part.text = file ? QByteArray() : text.toUtf8();
    part.filename.clear(); // follows the file's own name
}

} // namespace

void PartsModel::setParts(std::vector<FormPart> parts) {
    if (parts == m_parts)
        return;
    beginResetModel();
    m_parts = std::move(parts);
    endResetModel();
}

void PartsModel::setFolder(const QString& folder) {
    m_folder = folder;
    Q_EMIT dataChanged(index(0, Name), index(rowCount() - 1, Type));
}

void PartsModel::addFile(const QByteArray& path) {
    FormPart part;
    part.name = QFileInfo(QString::fromUtf8(path)).completeBaseName().toUtf8();
    part.file = path;
    part.contentType = workspace::mediaTypeOfFile(path);
    const int row = static_cast<int>(m_parts.size());
    beginInsertRows({}, row, row);
    m_parts.push_back(std::move(part));
    endInsertRows();
    Q_EMIT edited();
}

void PartsModel::removeRow(int row) {
    if (row < 0 || isNew(row))
        return;
    beginRemoveRows({}, row, row);
    m_parts.erase(m_parts.begin() + row);
    endRemoveRows();
    Q_EMIT edited();
}

int PartsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_parts.size()) + 1;
}

int PartsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PartsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    if (isNew(index.row()))
        return role == Qt::DisplayRole || role == Qt::EditRole ? QVariant(QString()) : QVariant();
    const auto& part = m_parts[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::EditRole) {
        return index.column() == Name    ? QString::fromUtf8(part.name)
               : index.column() == Value ? valueText(part)
                                         : QString::fromUtf8(part.contentType);
    }
    if (role == Qt::CheckStateRole && index.column() == Name)
        return part.enabled ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::ToolTipRole && index.column() == Value)
        return part.file.isEmpty() ? tr("Text. Begin with “< ” and a path to send a file.")
                                   : tr("%1 (%2)").arg(QString::fromUtf8(part.file), fileWordsOf(index.row()));
    return {};
}

QVariant PartsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : section == Value ? tr("Value, or < file") : tr("Content-Type");
}

Qt::ItemFlags PartsModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    auto flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsEditable;
    flags.setFlag(Qt::ItemIsUserCheckable, index.column() == Name && !isNew(index.row()));
    return flags;
}

bool PartsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || (role != Qt::EditRole && role != Qt::CheckStateRole))
        return false;
    if (isNew(index.row())) {
        if (role != Qt::EditRole || value.toString().isEmpty())
            return false;
        beginInsertRows({}, index.row() + 1, index.row() + 1);
        m_parts.emplace_back();
        endInsertRows();
    }
    auto& part = m_parts[static_cast<std::size_t>(index.row())];
    const FormPart before = part;
    if (role == Qt::CheckStateRole)
        part.enabled = value.toInt() == Qt::Checked;
    else if (index.column() == Name)
        part.name = value.toString().toUtf8();
    else if (index.column() == Type)
        part.contentType = value.toString().trimmed().toUtf8();
    else if (value.toString() != valueText(part))
        setValueText(part, value.toString());
    if (part == before)
        return true;
    Q_EMIT dataChanged(this->index(index.row(), Name), this->index(index.row(), Type));
    Q_EMIT edited();
    return true;
}

QString PartsModel::fileWordsOf(int row) const {
    if (isNew(row))
        return {};
    return fileWords(m_folder, QString::fromUtf8(m_parts[static_cast<std::size_t>(row)].file));
}

bool PartsModel::isMissing(int row) const {
    if (isNew(row) || m_parts[static_cast<std::size_t>(row)].file.isEmpty())
        return false;
    const auto facts = fileFacts(m_folder, QString::fromUtf8(m_parts[static_cast<std::size_t>(row)].file));
    return facts.known && !facts.exists;
}

} // namespace knockback::ui
