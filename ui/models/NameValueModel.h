// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/NameValueRow.h"

#include <QAbstractTableModel>

#include <vector>

namespace knockback::ui {

// The rows of a headers or parameters table, with an empty last row that becomes a real one when something is typed in
// it.
class NameValueModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };

    explicit NameValueModel(QString noun, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<NameValueRow>& rows() const { return m_rows; }
    [[nodiscard]] int enabledCount() const;
    // Replaces all rows; says nothing through edited().
    void setRows(std::vector<NameValueRow> rows);
    void removeRow(int row);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    // The user changed something.
    void edited();

private:
    [[nodiscard]] bool isNewRow(const QModelIndex& index) const;

    QString m_noun; // "header", "parameter"
    std::vector<NameValueRow> m_rows;
};

} // namespace knockback::ui
