// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/FolderWatcher.h"

namespace knockback::ui {

FolderWatcher::FolderWatcher(base::Scheduler& scheduler, QObject* parent) : QObject(parent), m_scheduler(scheduler) {
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FolderWatcher::noteFile);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FolderWatcher::noteChange);
}

void FolderWatcher::watch(const QStringList& paths) {
    if (!m_touched.isEmpty())
        m_watcher.removePaths(std::exchange(m_touched, {}).values());
    const QStringList current = m_watcher.files() + m_watcher.directories();
    const QSet<QString> wanted(paths.begin(), paths.end());
    const QSet<QString> watched(current.begin(), current.end());
    const QStringList gone = (watched - wanted).values();
    const QStringList fresh = (wanted - watched).values();
    if (!gone.isEmpty())
        m_watcher.removePaths(gone);
    if (!fresh.isEmpty() && m_watcher.addPaths(fresh).size() < fresh.size())
        noteChange();
}

void FolderWatcher::noteFile(const QString& path) {
    m_touched << path;
    noteChange();
}

void FolderWatcher::noteChange() {
    m_quiet = m_scheduler.after(quiet, [this] { report(); });
    if (!std::exchange(m_pending, true))
        m_longest = m_scheduler.after(longest, [this] { report(); });
}

void FolderWatcher::report() {
    m_pending = false;
    m_quiet.cancel();
    m_longest.cancel();
    Q_EMIT changed();
}

} // namespace knockback::ui
