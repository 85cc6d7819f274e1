// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/RequestDraft.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>

#include <map>
#include <vector>

namespace knockback::ui {

// A request of the open workspace. `id` stays the same while the request is edited, saved and renamed.
struct WorkspaceRequest {
    QString id;
    workspace::RequestDraft draft;
    QString file = {};                   // relative to the workspace
    int line = 0;                        // of the request line, from 1
    QString folder = {};                 // the file's, absolute
    workspace::AuthDraft inherited = {}; // the file's default
    bool operator==(const WorkspaceRequest&) const = default;
};

// What the requests of one file see: its own variables, and the environments with its own on top.
struct FileScope {
    workspace::Environment own;
    std::map<QString, workspace::Environment> environments;
    bool operator==(const FileScope&) const = default;
};

// The open workspace as the window shows it: a copy.
struct WorkspaceView {
    QString name;
    QString folder; // empty = the built-in lab workspace, which is never written to
    std::vector<WorkspaceRequest> requests;
    std::map<QString, workspace::Environment> environments;
    workspace::Environment fileVariables; // the files' own; an environment's values win
    std::map<QString, FileScope> files;   // by WorkspaceRequest::file: exact where two files define one name
    bool operator==(const WorkspaceView&) const = default;
};

// A script that the lab can serve.
struct ScenarioView {
    QByteArray id;
    QString title;
    QString description;
    bool running = false;
};

} // namespace knockback::ui
