// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WorkspaceShelf.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QUrl>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr auto labFiles = {"lab.http"};
constexpr qsizetype mostFolders = 2000; // the system watches a bounded number of them

// Requests without a name are shown by their path.
QString shownName(const workspace::RequestDraft& draft) {
    if (!draft.name.isEmpty())
        return draft.name;
    const QString path = QUrl(QString::fromUtf8(draft.url)).path();
    return path.isEmpty() ? QString::fromUtf8(draft.url) : path;
}

bool isSkipped(const QString& folderName) {
    return folderName.startsWith(u'.') || folderName == QLatin1String("node_modules");
}

void addFolders(const QString& folder, QStringList& to) {
    if (to.size() >= mostFolders)
        return;
    to << folder;
    const auto inside = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QString& name : inside) {
        if (!isSkipped(name))
            addFolders(folder + u'/' + name, to);
    }
}

} // namespace

// Only what is missing is copied: the user may have changed the rest.
QString WorkspaceShelf::provideLab() const {
    if (!QDir().mkpath(labFolder()))
        return QStringLiteral("The folder %1 cannot be made, so the lab workspace cannot be opened.").arg(labFolder());
    for (const char* name : labFiles) {
        const QString target = labFolder() + u'/' + QLatin1String(name);
        if (QFile::exists(target))
            continue;
        QFile source(QStringLiteral(":/knockback/workspace/") + QLatin1String(name));
        if (!source.copy(target))
            return QStringLiteral("%1 cannot be written: %2.").arg(target, source.errorString());
        QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner);
    }
    return {};
}

WorkspaceShelf::Answer WorkspaceShelf::open(const QString& folder) {
    const bool lab = folder.isEmpty() || folder == labFolder();
    Answer failed;
    if (lab)
        failed.problem = provideLab();
    if (!failed.problem.isEmpty())
        return failed;
    auto opened = workspace::Workspace::open(lab ? labFolder() : folder);
    if (!opened) {
        failed.problem = opened.error().sentence();
        return failed;
    }
    m_workspace = std::move(opened).value();
    m_ids = {};
    m_view.reset();
    m_notice.clear();
    return answer();
}

WorkspaceShelf::Answer WorkspaceShelf::reload() {
    if (!m_workspace)
        return {};
    const auto read = m_workspace->reload();
    Answer now = answer();
    if (!read)
        now.problem = read.error().sentence();
    return now;
}

const WorkspaceShelf::Place* WorkspaceShelf::placeOf(const QString& id) const {
    const auto known = std::find_if(m_places.begin(), m_places.end(), [&](const Place& one) { return one.id == id; });
    return known == m_places.end() ? nullptr : &*known;
}

WorkspaceShelf::Answer WorkspaceShelf::failed(const QString& problem) {
    Answer now = reload();
    now.problem = problem;
    return now;
}

WorkspaceShelf::Answer WorkspaceShelf::remove(const QString& id) {
    const auto* place = placeOf(id);
    if (!place)
        return failed(QStringLiteral("The request is no longer in the workspace."));
    if (const auto removed = m_workspace->remove(place->ref); !removed)
        return failed(removed.error().sentence());
    return answer();
}

WorkspaceShelf::Answer WorkspaceShelf::move(const QString& id, const QString& file) {
    const auto* place = placeOf(id);
    if (!place)
        return failed(QStringLiteral("The request is no longer in the workspace."));
    const auto draft = m_workspace->load(place->ref);
    if (!draft)
        return failed(draft.error().sentence());
    const auto made = m_workspace->create(file, *draft);
    if (!made)
        return failed(made.error().sentence());
    if (const auto removed = m_workspace->remove(place->ref); !removed)
        return failed(removed.error().sentence());
    const auto faces = m_workspace->faces();
    const auto entries = m_workspace->requests();
    for (std::size_t i = 0; i < faces.size(); ++i) {
        if (entries[i].ref == *made)
            m_ids.expect(id, faces[i]);
    }
    return answer();
}

WorkspaceShelf::Answer WorkspaceShelf::save(const QString& id, const workspace::RequestDraft& draft,
                                            const QString& file) {
    const auto* known = placeOf(id);
    if (!m_workspace || (!id.isEmpty() && !known)) {
        Answer refused;
        refused.id = id;
        refused.problem =
            m_workspace
                ? QStringLiteral("“%1” is no longer in the workspace: save it as a new request.").arg(draft.name)
                : QStringLiteral("No workspace is open, so there is nowhere to save “%1”.").arg(draft.name);
        return refused;
    }
    workspace::RequestDraft written = draft;
    if (known && !known->named) {
        const auto before = m_workspace->load(known->ref);
        if (before && shownName(*before) == draft.name)
            written.name.clear();
    }
    const auto files = m_workspace->files();
    const auto saved =
        id.isEmpty()
            ? m_workspace->create(file.isEmpty() ? files.value(0, QStringLiteral("requests.http")) : file, written)
            : m_workspace->save(known->ref, written);
    if (!saved) {
        Answer now = failed(saved.error().sentence());
        now.id = id;
        return now;
    }
    const auto faces = m_workspace->faces();
    const auto entries = m_workspace->requests();
    for (std::size_t i = 0; i < faces.size() && !id.isEmpty(); ++i) {
        if (entries[i].ref == *saved)
            m_ids.expect(id, faces[i]);
    }
    Answer now = answer();
    for (const Place& place : m_places) {
        if (place.ref == *saved)
            now.id = place.id;
    }
    return now;
}

WorkspaceShelf::Answer WorkspaceShelf::answer() {
    Answer now;
    WorkspaceView view;
    view.folder = m_workspace->folder();
    view.name = m_workspace->name();
    addRequests(view);
    addVariables(view);
    now.watched = watchedPaths();
    if (const QString notice = unreadable(); notice != m_notice)
        now.notice = m_notice = notice;
    if (!m_view || *m_view != view)
        now.view = m_view = std::move(view);
    return now;
}

void WorkspaceShelf::addRequests(WorkspaceView& view) {
    const auto entries = m_workspace->requests();
    const auto ids = m_ids.update(m_workspace->faces());
    m_places.clear();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto& entry = entries[i];
        m_places.push_back({ids[i], entry.ref, !entry.name.isEmpty()});
        auto draft = m_workspace->load(entry.ref);
        if (!draft)
            continue;
        draft->name = shownName(*draft);
        view.requests.push_back({ids[i], std::move(draft).value(), entry.ref.file, entry.line,
                                 m_workspace->folderOf(entry.ref.file), m_workspace->inheritedAuth(entry.ref.file)});
    }
}

void WorkspaceShelf::addVariables(WorkspaceView& view) const {
    const auto names = m_workspace->environmentNames();
    for (const auto& file : m_workspace->files()) {
        FileScope& scope = view.files[file];
        if (const auto own = m_workspace->environment({}, file)) {
            scope.own = *own;
            view.fileVariables.insert(own->begin(), own->end());
        }
        for (const auto& name : names) {
            if (const auto values = m_workspace->environment(name, file)) {
                scope.environments[name] = *values;
                view.environments[name].insert(values->begin(), values->end());
            }
        }
    }
    for (const auto& name : names)
        view.environments[name]; // one that no file can use yet is listed too
}

QStringList WorkspaceShelf::watchedPaths() const {
    QStringList paths;
    addFolders(m_workspace->folder(), paths);
    const QStringList folders = paths;
    for (const auto& file : m_workspace->files())
        paths << m_workspace->folder() + u'/' + file;
    for (const auto& problem : m_workspace->problems())
        paths << m_workspace->folder() + u'/' + problem.file;
    for (const auto& folder : folders) {
        for (const char* name : {"/http-client.env.json", "/http-client.private.env.json"}) {
            if (QFile::exists(folder + QLatin1String(name)))
                paths << folder + QLatin1String(name);
        }
    }
    return paths;
}

// What the view leaves out, in one sentence.
QString WorkspaceShelf::unreadable() const {
    QStringList problems;
    for (const auto& problem : m_workspace->problems())
        problems << problem.sentence();
    for (const auto& entry : m_workspace->requests()) {
        if (!entry.problem.isEmpty())
            problems << entry.problem;
    }
    if (problems.size() < 2)
        return problems.value(0);
    return QStringLiteral("%1 (and %2 more that cannot be read)").arg(problems.front()).arg(problems.size() - 1);
}

} // namespace knockback::ui
