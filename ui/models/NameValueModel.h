// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/NameValueExtra.h"
#include "ui/models/NameValueRow.h"

#include <QAbstractTableModel>

#include <vector>

namespace knockback::ui {

// The rows of a headers or parameters table, then an empty one that becomes real when something is typed in it, then
// the rows that come from elsewhere.
class NameValueModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };
    enum class Zone { Own, New, Extra };

    explicit NameValueModel(QString noun, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<NameValueRow>& rows() const { return m_rows; }
    [[nodiscard]] int enabledCount() const;
    // Replaces all rows; says nothing through edited().
    void setRows(std::vector<NameValueRow> rows);
    // The same as one step of the user's.
    void replaceRows(std::vector<NameValueRow> rows);
    void removeRow(int row);
    // Puts a copy below; its row, or nothing changed and -1.
    int duplicateRow(int row);
    // Moves a row up (-1) or down (1); its new row, or nothing changed and -1.
    int shiftRow(int row, int by);
    void toggleRow(int row);

    void setExtras(std::vector<NameValueExtra> extras);
    [[nodiscard]] const NameValueExtra& extra(int row) const;
    [[nodiscard]] Zone zone(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    // The user changed something.
    void edited();
    // What the user did to a row from elsewhere; whoever made it answers with setExtras(). `extra` counts from 0.
    void extraEdited(int extra, int column, const QString& text);
    void extraSwitched(int extra, bool on);

private:
    [[nodiscard]] bool isOwn(int row) const;
    [[nodiscard]] QVariant extraData(const NameValueExtra& extra, int column, int role) const;
    bool setExtraData(const QModelIndex& index, const QVariant& value, int role);
    void addRow(int row);

    QString m_noun; // "header", "parameter"
    std::vector<NameValueRow> m_rows;
    std::vector<NameValueExtra> m_extras;
};

} // namespace knockback::ui
