// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/SidebarTree.h"

#include "ui/models/FuzzyMatch.h"

#include <QStringList>

#include <map>

namespace knockback::ui {

namespace {

struct ByName {
    bool operator()(const QString& a, const QString& b) const {
        const int order = a.compare(b, Qt::CaseInsensitive);
        return order == 0 ? a < b : order < 0;
    }
};

struct Folder {
    std::map<QString, Folder, ByName> folders;
    std::map<QString, std::vector<const WorkspaceRequest*>, ByName> files;
};

bool fits(const WorkspaceRequest& request, const QString& filter) {
    const auto contains = [&filter](const QString& text) { return text.contains(filter, Qt::CaseInsensitive); };
    return filter.isEmpty() || fuzzyScore(filter, request.draft.name) || contains(request.file) ||
           contains(QString::fromUtf8(request.draft.method)) || contains(QString::fromUtf8(request.draft.url));
}

QString withoutEnding(const QString& file) {
    for (const auto ending : {QLatin1String(".http"), QLatin1String(".rest")}) {
        if (file.endsWith(ending))
            return file.chopped(ending.size());
    }
    return file;
}

class Tree {
public:
    explicit Tree(const TreeView& view) : m_view(view) {}

    std::vector<SidebarRow> rowsOf(const std::vector<WorkspaceRequest>& requests) {
        Folder root;
        QSet<QString> files;
        for (const auto& request : requests) {
            files.insert(request.file);
            if (fits(request, m_view.filter))
                place(root, request);
        }
        if (files.size() > 1)
            add(root, {}, 0);
        else
            for (const auto& [name, inside] : root.files)
                addRequests(inside, 0);
        return std::move(m_rows);
    }

private:
    static void place(Folder& root, const WorkspaceRequest& request) {
        auto parts = request.file.split(u'/');
        const QString file = parts.takeLast();
        Folder* folder = &root;
        for (const auto& part : parts)
            folder = &folder->folders[part];
        folder->files[file].push_back(&request);
    }

    void add(const Folder& folder, const QString& path, int depth) {
        for (const auto& [name, inside] : folder.folders) {
            const QString whole = path + name + u'/';
            if (addGroup(SidebarKind::Folder, whole, name, depth))
                add(inside, whole, depth + 1);
        }
        for (const auto& [name, inside] : folder.files) {
            if (addGroup(SidebarKind::File, path + name, withoutEnding(name), depth))
                addRequests(inside, depth + 1);
        }
    }

    // Whether what is in it is shown.
    bool addGroup(SidebarKind kind, const QString& path, const QString& name, int depth) {
        SidebarRow row{kind, path, name};
        row.tip = path;
        row.depth = depth;
        row.folded = m_view.filter.isEmpty() && m_view.folded.contains(path);
        m_rows.push_back(row);
        return !row.folded;
    }

    void addRequests(const std::vector<const WorkspaceRequest*>& requests, int depth) {
        for (const auto* request : requests) {
            SidebarRow row{SidebarKind::Request, request->id, request->draft.name, request->draft.method};
            row.tip = request->draft.name + u'\n' + QString::fromUtf8(request->draft.url);
            row.depth = depth;
            m_rows.push_back(row);
        }
    }

    const TreeView& m_view;
    std::vector<SidebarRow> m_rows;
};

} // namespace

std::vector<SidebarRow> requestTree(const std::vector<WorkspaceRequest>& requests, const TreeView& view) {
    return Tree(view).rowsOf(requests);
}

} // namespace knockback::ui
