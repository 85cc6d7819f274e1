// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WorkspaceDesk.h"

#include <QDir>
#include <QFile>
#include <QUrl>

namespace knockback::ui {

namespace {

constexpr auto labFiles = {"lab.http"};

QString idOf(const workspace::RequestRef& ref) {
    return ref.file + u'#' + QString::number(ref.index);
}

workspace::RequestRef refOf(const QString& id) {
    const auto mark = id.lastIndexOf(u'#');
    return {id.left(mark), static_cast<std::size_t>(id.mid(mark + 1).toULongLong())};
}

QString nameOf(const workspace::RequestEntry& entry) {
    if (!entry.name.isEmpty())
        return entry.name;
    const QString path = QUrl(QString::fromUtf8(entry.url)).path();
    return path.isEmpty() ? QString::fromUtf8(entry.url) : path;
}

} // namespace

QString WorkspaceDesk::labFolder() const {
    return m_dataDir + QStringLiteral("/lab");
}

// Only what is missing is copied: the user may have changed the rest.
QString WorkspaceDesk::provideLab() const {
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

QString WorkspaceDesk::open(const QString& folder) {
    const bool lab = folder.isEmpty() || folder == labFolder();
    if (lab) {
        if (const QString problem = provideLab(); !problem.isEmpty())
            return problem;
    }
    auto opened = workspace::Workspace::open(lab ? labFolder() : folder);
    if (!opened)
        return opened.error().sentence();
    m_workspace = std::move(opened).value();
    refresh();
    return {};
}

void WorkspaceDesk::refresh() {
    WorkspaceView view;
    view.folder = m_workspace->folder();
    view.name = m_workspace->name();
    for (const auto& entry : m_workspace->requests()) {
        if (auto draft = m_workspace->load(entry.ref)) {
            view.requests.push_back({idOf(entry.ref), std::move(draft).value()});
            view.requests.back().draft.name = nameOf(entry);
        }
    }
    for (const auto& file : m_workspace->files()) {
        if (const auto own = m_workspace->environment({}, file))
            view.fileVariables.insert(own->begin(), own->end());
        for (const auto& name : m_workspace->environmentNames()) {
            if (const auto values = m_workspace->environment(name, file))
                view.environments[name].insert(values->begin(), values->end());
        }
    }
    m_view = std::move(view);
}

base::Result<QString, QString> WorkspaceDesk::save(const QString& id, const workspace::RequestDraft& draft) {
    if (!m_workspace)
        return base::Failure(QStringLiteral("No workspace is open, so there is nowhere to save “%1”.").arg(draft.name));
    auto ref = refOf(id);
    if (id.isEmpty()) {
        const auto files = m_workspace->files();
        const auto made = m_workspace->create(files.value(0, QStringLiteral("requests.http")), draft);
        if (!made)
            return base::Failure(made.error().sentence());
        ref = made.value();
    } else if (const auto saved = m_workspace->save(ref, draft); !saved) {
        return base::Failure(saved.error().sentence());
    }
    refresh();
    return idOf(ref);
}

} // namespace knockback::ui
