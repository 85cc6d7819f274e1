// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestIds.h"
#include "app/workspace/Workspace.h"
#include "ui/models/Views.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace knockback::ui {

// The open folder of .http files: everything about it that touches the disk. Any thread, one at a time, and not the
// window's.
class WorkspaceShelf {
public:
    struct Answer {
        std::optional<WorkspaceView> view; // when it is another one than before
        QStringList watched;               // the files and folders whose changes matter
        QString problem;                   // what went wrong, in one sentence
        QString notice;                    // what could not be read though the rest was; when that is news
        QString id;                        // of the saved request
    };

    // The built-in lab workspace is copied into `dataDir`, so that it can be edited like any other.
    explicit WorkspaceShelf(QString dataDir) : m_dataDir(std::move(dataDir)) {}

    // Empty = the lab workspace. With a problem the old one stays open.
    [[nodiscard]] Answer open(const QString& folder);
    // An empty id adds a request to `file`, or to the first one. With a problem nothing was written, and what others
    // wrote is in the view.
    [[nodiscard]] Answer save(const QString& id, const workspace::RequestDraft& draft, const QString& file = {});
    [[nodiscard]] Answer remove(const QString& id);
    // It keeps its id. The copy is written before the original goes, so that a crash between leaves two, never none.
    [[nodiscard]] Answer move(const QString& id, const QString& file);
    [[nodiscard]] Answer reload();

private:
    [[nodiscard]] QString labFolder() const { return m_dataDir + QStringLiteral("/lab"); }
    [[nodiscard]] QString provideLab() const;
    struct Place;
    // Null when there is no such request.
    [[nodiscard]] const Place* placeOf(const QString& id) const;
    [[nodiscard]] Answer failed(const QString& problem);
    // The view of what was read last.
    [[nodiscard]] Answer answer();
    void addRequests(WorkspaceView& view);
    void addVariables(WorkspaceView& view) const;
    [[nodiscard]] QStringList watchedPaths() const;
    [[nodiscard]] QString unreadable() const;

    QString m_dataDir;
    std::optional<workspace::Workspace> m_workspace;
    workspace::RequestIds m_ids;
    struct Place {
        QString id;
        workspace::RequestRef ref;
        bool named = false; // otherwise the view shows a name that the file does not have
    };
    std::vector<Place> m_places;
    std::optional<WorkspaceView> m_view;
    QString m_notice;
};

} // namespace knockback::ui
