// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runs/RequestRun.h"

#include <QAbstractTableModel>

#include <vector>

namespace knockback::ui {

// The rows of a run: number, how it ended, status, time, tries, how the answer starts.
class RunModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    enum Column { Number, Outcome, Status, Time, Tries, Start, ColumnCount };
    enum Role { CauseRole = Qt::UserRole, PassedRole }; // an int; whether it is done and good

    // Another run, or null; it outlives its place here.
    void setRun(const runs::RequestRun* run);
    // Its rows may have changed.
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const runs::RequestRun* m_run = nullptr;
    // As the rows were told of last; looking through a hundred thousand of them takes no frame, telling of them would.
    struct Told {
        runs::RequestRun::RowState state = runs::RequestRun::RowState::Open;
        int tries = 0;
        bool operator==(const Told&) const = default;
    };
    std::vector<Told> m_told;
};

} // namespace knockback::ui
