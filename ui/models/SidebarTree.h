// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SidebarRow.h"
#include "ui/models/Views.h"

#include <QSet>

namespace knockback::ui {

// How much of the requests' tree is shown.
struct TreeView {
    QSet<QString> folded; // ids of folders and files
    QString filter;       // letters of a name, a method, a part of the URL or of the file; empty = all
};

// The requests as a tree of folders and files, as rows from the top: folders before files, both by name, requests in
// their file's order. One file alone is not worth a row. While something is filtered, nothing is folded.
[[nodiscard]] std::vector<SidebarRow> requestTree(const std::vector<WorkspaceRequest>& requests, const TreeView& view);

} // namespace knockback::ui
