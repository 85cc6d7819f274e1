// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistoryModel.h"

#include "app/retry/DurationText.h"

#include <QDateTime>

namespace knockback::ui {

void HistoryModel::setRows(std::vector<history::HistoryRow> rows, bool more) {
    beginResetModel();
    m_rows = std::move(rows);
    m_more = more;
    endResetModel();
}

void HistoryModel::appendRows(std::vector<history::HistoryRow> rows, bool more) {
    m_more = more;
    if (rows.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    endInsertRows();
}

const history::HistoryRow* HistoryModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int HistoryModel::rowOf(history::StoredAttemptId id) const {
    for (int row = 0; row < rowCount(); ++row)
        if (at(row)->id == id)
            return row;
    return -1;
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    const auto* row = at(index.row());
    if (!row)
        return {};
    if (role == CauseRole)
        return static_cast<int>(row->cause);
    const auto local = QDateTime::fromMSecsSinceEpoch(base::toEpochMs(row->startedAt));
    if (role == Qt::ToolTipRole) {
        if (index.column() == Time)
            return QStringLiteral("%1 %2").arg(local.toString(Qt::ISODateWithMs), local.timeZoneAbbreviation());
        return index.column() == Answer ? row->title : data(index, Qt::DisplayRole);
    }
    if (role == Qt::AccessibleTextRole && index.column() == Answer)
        return row->title;
    if (role == Qt::TextAlignmentRole && (index.column() == Took || index.column() == Number))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return local.toString(QStringLiteral("d MMM  HH:mm:ss"));
    case Answer:
        return row->status ? QString::number(row->status) : QStringLiteral("no answer");
    case Method:
        return QString::fromUtf8(row->method);
    case Url:
        return QString::fromUtf8(row->url.mid(row->url.indexOf("://") + 3));
    case Request:
        return row->requestName;
    case Number:
        return row->number;
    case Took:
        return retry::durationText(row->duration);
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    static const char* const titles[] = {"Time", "Answer", "Method", "URL", "Request", "Attempt", "Took"};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Took || section == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QString::fromLatin1(titles[section]) : QVariant();
}

bool HistoryModel::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && m_more;
}

void HistoryModel::fetchMore(const QModelIndex&) {
    // Once for each page: the answer says whether there are more.
    if (std::exchange(m_more, false))
        Q_EMIT moreWanted(m_rows.back().id);
}

} // namespace knockback::ui
