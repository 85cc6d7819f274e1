// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/history/HistoryRow.h"

#include <QAbstractTableModel>

#include <vector>

namespace knockback::ui {

// Stored attempts, newest first, as far as they were asked for; more come when the view scrolls to the end.
class HistoryModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Answer, Method, Url, Request, Number, Took, ColumnCount };
    enum Role { CauseRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<history::HistoryRow> rows, bool more);
    void appendRows(std::vector<history::HistoryRow> rows, bool more);
    [[nodiscard]] const history::HistoryRow* at(int row) const;
    [[nodiscard]] int rowOf(history::StoredAttemptId id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void moreWanted(qint64 beforeId);

private:
    std::vector<history::HistoryRow> m_rows;
    bool m_more = false;
};

} // namespace knockback::ui
