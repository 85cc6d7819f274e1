// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/CallTracker.h"
#include "ui/models/SidebarTree.h"

#include <QAbstractListModel>

#include <optional>
#include <vector>

namespace knockback::ui {

// The requests of the workspace with their last outcome, the lab's scenarios, the vault's credentials with their
// expiry.
class SidebarModel final : public QAbstractListModel {
    Q_OBJECT
public:
    SidebarModel(Backend& backend, CallTracker& tracker, QObject* parent = nullptr);

    [[nodiscard]] const SidebarRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int rowOf(SidebarKind kind, const QString& id) const;
    // The workspace's other files, where the request could be moved to.
    [[nodiscard]] QStringList filesBeside(const QString& request) const;
    // Expiry badges change with time.
    void refresh();
    void setFilter(const QString& filter);
    void setFolded(const QString& group, bool folded);
    [[nodiscard]] const QSet<QString>& folded() const { return m_view.folded; }
    void setFolded(const QSet<QString>& groups);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    [[nodiscard]] std::vector<SidebarRow> build() const;
    [[nodiscard]] std::optional<SidebarBadge> outcomeOf(const QString& requestName) const;
    void addRequests(std::vector<SidebarRow>& rows) const;
    void addScenarios(std::vector<SidebarRow>& rows) const;
    void addCredentials(std::vector<SidebarRow>& rows) const;

    Backend& m_backend;
    CallTracker& m_tracker;
    TreeView m_view;
    std::vector<SidebarRow> m_rows;
};

// "58 min", "no expiry", "expired 3 min", each in the colour that says how urgent it is.
[[nodiscard]] SidebarBadge sidebarExpiry(const vault::Credential& credential, base::WallTime now);

} // namespace knockback::ui
