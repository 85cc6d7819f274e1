// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/EnvironmentEdit.h"

#include <QAbstractTableModel>

#include <vector>

namespace knockback::ui {

// The variables of one environment, with an empty last row to add one. Says what the user wants changed and changes
// nothing itself: the rows come back from the files.
class VariableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, Private, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QString& environment, std::vector<workspace::EnvironmentRow> rows);
    void setRevealed(bool revealed);
    // Null for the empty row and out of range.
    [[nodiscard]] const workspace::EnvironmentRow* at(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void setRequested(const knockback::workspace::EnvironmentRow& row);
    void renameRequested(const QByteArray& from, const QByteArray& to);

private:
    [[nodiscard]] QVariant text(const workspace::EnvironmentRow& row, int column, int role) const;

    QString m_environment;
    std::vector<workspace::EnvironmentRow> m_rows;
    bool m_revealed = false;
};

} // namespace knockback::ui
