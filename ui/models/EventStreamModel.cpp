// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/EventStreamModel.h"

#include <QDateTime>

namespace knockback::ui {

namespace {

constexpr qsizetype shownData = 300;

QDateTime dateTime(base::WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(base::toEpochMs(time));
}

} // namespace

void EventStreamModel::clear() {
    beginResetModel();
    m_rows.clear();
    m_dropped = 0;
    m_bytes = 0;
    endResetModel();
}

void EventStreamModel::append(std::vector<ServerEvent> events, std::optional<base::WallTime> arrived) {
    if (events.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(events.size()) - 1);
    for (auto& event : events) {
        m_bytes += event.data.size();
        m_rows.push_back({std::move(event), arrived});
    }
    endInsertRows();
    dropOldest();
}

void EventStreamModel::dropOldest() {
    std::size_t count = 0;
    qint64 bytes = m_bytes;
    while (m_rows.size() - count > mostKept || (bytes > mostBytes && m_rows.size() - count > 1))
        bytes -= m_rows[count++].event.data.size();
    if (count == 0)
        return;
    beginRemoveRows({}, 0, static_cast<int>(count) - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(count));
    m_dropped += static_cast<qint64>(count);
    m_bytes = bytes;
    endRemoveRows();
}

bool EventStreamModel::contains(int row, const QString& text) const {
    const auto& [type, data, id] = event(row);
    const auto has = [&text](const QByteArray& bytes) {
        return QString::fromUtf8(bytes).contains(text, Qt::CaseInsensitive);
    };
    return has(type) || has(id) || has(data);
}

int EventStreamModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EventStreamModel::columnCount(const QModelIndex&) const {
    return ColumnCount;
}

QVariant EventStreamModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole && index.column() == TimeColumn && row.arrived)
        return dateTime(*row.arrived).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz t"));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NumberColumn:
        return m_dropped + index.row() + 1;
    case TimeColumn:
        return row.arrived ? dateTime(*row.arrived).toString(QStringLiteral("HH:mm:ss.zzz")) : QStringLiteral("–");
    case TypeColumn:
        return QString::fromUtf8(row.event.type);
    case IdColumn:
        return QString::fromUtf8(row.event.id);
    default:
        return QString::fromUtf8(row.event.data.left(shownData)).simplified();
    }
}

QVariant EventStreamModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NumberColumn:
        return tr("No.");
    case TimeColumn:
        return tr("Arrived");
    case TypeColumn:
        return tr("Event");
    case IdColumn:
        return tr("ID");
    default:
        return tr("Data");
    }
}

} // namespace knockback::ui
