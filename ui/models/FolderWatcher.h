// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QSet>
#include <QStringList>

namespace knockback::ui {

// Tells when files or folders change on disk, once for a burst of changes (a `git checkout`, an editor that writes a
// file in several steps). Asks the system to tell; never looks by itself.
class FolderWatcher final : public QObject {
    Q_OBJECT
public:
    // A burst is over when nothing happened for `quiet`; one that does not end is reported every `longest`.
    static constexpr base::Milliseconds quiet{100};
    static constexpr base::Milliseconds longest{1000};

    explicit FolderWatcher(base::Scheduler& scheduler, QObject* parent = nullptr);

    // From now on these and no others. A file that was replaced is watched again; since it may have changed before
    // that, changed() follows whenever a path is new.
    void watch(const QStringList& paths);

Q_SIGNALS:
    void changed();

private:
    void noteFile(const QString& path);
    void noteChange();
    void report();

    base::Scheduler& m_scheduler;
    QFileSystemWatcher m_watcher;
    base::TimerHandle m_quiet;
    base::TimerHandle m_longest;
    bool m_pending = false;
    QSet<QString> m_touched; // a file that was replaced is another one to the system, under a name that is listed still
};

} // namespace knockback::ui
