// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/BodyForm.h"

#include <QAbstractTableModel>

#include <vector>

namespace knockback::ui {

// The parts of a multipart/form-data body, then an empty row that becomes a real one. A value that begins with `< ` is
// the path of a file, as in the .http file.
class PartsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, Type, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] const std::vector<workspace::FormPart>& parts() const { return m_parts; }
    // Replaces all; says nothing through edited().
    void setParts(std::vector<workspace::FormPart> parts);
    void addFile(const QByteArray& path);
    void removeRow(int row);
    // Where relative paths start.
    void setFolder(const QString& folder);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    // Of a part with a file: its size, or that it is missing; empty otherwise.
    [[nodiscard]] QString fileWordsOf(int row) const;
    [[nodiscard]] bool isMissing(int row) const;
    [[nodiscard]] bool isNew(int row) const { return static_cast<std::size_t>(row) >= m_parts.size(); }

Q_SIGNALS:
    void edited();

private:
    std::vector<workspace::FormPart> m_parts;
    QString m_folder;
};

} // namespace knockback::ui
