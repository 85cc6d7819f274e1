// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/ActionTable.h"

#include <QAbstractTableModel>

namespace knockback::ui {

// The actions that fit a search, with their keys.
class KeyTable final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Action, Keys, ColumnCount };

    explicit KeyTable(ActionTable& actions, QObject* parent = nullptr);

    // Words of the action, or a key such as "ctrl+s". Empty = all.
    void search(const QString& typed);
    // Null out of range.
    [[nodiscard]] const KeyBinding* at(int row) const;
    [[nodiscard]] int rowOf(const QString& id) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh();

    ActionTable& m_actions;
    QString m_typed;
    std::vector<QString> m_ids;
};

// "Ctrl+Return or Ctrl+Enter"; empty without keys.
[[nodiscard]] QString keyWords(const KeyChoice& keys);

} // namespace knockback::ui
