// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Clock.h"
#include "app/vault/Credential.h"

#include <QAbstractTableModel>

#include <vector>

namespace knockback::ui {

// The vault's records as a table; no secret ever comes near it.
class CredentialModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Kind, Hosts, ValidFor, Rotation, LastUsed, ColumnCount };
    enum Role { ReferenceRole = Qt::UserRole, BadgeLookRole };

    CredentialModel(const base::Clock& clock, QObject* parent = nullptr);

    // Rows that are the same credential stay the same rows, so that the selection holds.
    void setCredentials(std::vector<vault::Credential> credentials);
    // Time has passed: what is relative to now is said again.
    void tick();
    [[nodiscard]] const vault::Credential* at(int row) const;
    [[nodiscard]] int rowOf(const QByteArray& name) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const base::Clock& m_clock;
    std::vector<vault::Credential> m_credentials;
};

} // namespace knockback::ui
