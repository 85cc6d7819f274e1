// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Result.h"
#include "app/workspace/Workspace.h"
#include "ui/models/Views.h"

#include <QString>

#include <optional>

namespace knockback::ui {

// The open folder of .http files as the window sees it.
class WorkspaceDesk {
public:
    // The built-in lab workspace is copied into `dataDir`, so that it can be edited like any other.
    explicit WorkspaceDesk(QString dataDir) : m_dataDir(std::move(dataDir)) {}

    [[nodiscard]] const WorkspaceView& view() const { return m_view; }
    // Empty = the lab workspace. Returns what went wrong, or nothing; then the old one stays open.
    [[nodiscard]] QString open(const QString& folder);
    // The id that the request has now, or what went wrong.
    [[nodiscard]] base::Result<QString, QString> save(const QString& id, const workspace::RequestDraft& draft);

private:
    [[nodiscard]] QString labFolder() const;
    [[nodiscard]] QString provideLab() const;
    void refresh();

    QString m_dataDir;
    std::optional<workspace::Workspace> m_workspace;
    WorkspaceView m_view;
};

} // namespace knockback::ui
