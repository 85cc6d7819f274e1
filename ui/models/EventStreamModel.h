// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "ui/models/EventStreamParser.h"

#include <QAbstractTableModel>

#include <deque>
#include <optional>

namespace knockback::ui {

// The events of a stream as they arrived. Only the newest `mostKept` stay, so that a stream of days does not fill the
// memory; their numbers go on.
class EventStreamModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NumberColumn, TimeColumn, TypeColumn, IdColumn, DataColumn, ColumnCount };
    static constexpr std::size_t mostKept = 20'000;
    static constexpr qint64 mostBytes = 64 * 1024 * 1024; // of their data

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    // `arrived`: nothing when it is not known, as of a stream that had ended before it was looked at.
    void append(std::vector<ServerEvent> events, std::optional<base::WallTime> arrived);

    [[nodiscard]] qint64 total() const { return m_dropped + static_cast<qint64>(m_rows.size()); }
    [[nodiscard]] const ServerEvent& event(int row) const { return m_rows[static_cast<std::size_t>(row)].event; }
    // An event as the stream wrote it, for searching: type, id and data.
    [[nodiscard]] bool contains(int row, const QString& text) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        ServerEvent event;
        std::optional<base::WallTime> arrived;
    };
    void dropOldest();

    std::deque<Row> m_rows;
    qint64 m_dropped = 0;
    qint64 m_bytes = 0;
};

} // namespace knockback::ui
