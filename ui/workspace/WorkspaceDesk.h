// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/Scheduler.h"
#include "ui/models/FolderWatcher.h"
#include "ui/models/Views.h"
#include "ui/workspace/WorkspaceShelf.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace knockback::ui {

// The open folder of .http files as the window sees it: reading and writing happen on a thread of their own, one after
// the other, and what other programs change on disk appears by itself.
class WorkspaceDesk final : public QObject {
    Q_OBJECT
public:
    WorkspaceDesk(QString dataDir, base::Scheduler& scheduler, QObject* parent = nullptr);

    [[nodiscard]] const WorkspaceView& view() const { return m_view; }
    // Empty = the lab workspace. changed() follows, or noticed() when it cannot be opened; then the old one stays.
    void open(const QString& folder);
    // An empty id adds a request to `file`, or to the first one. saved() follows, after changed().
    void save(int token, const QString& id, const workspace::RequestDraft& draft, const QString& file = {});
    // changed() follows, or noticed() when it cannot be done; then nothing was written.
    void remove(const QString& id);
    void move(const QString& id, const QString& file);

Q_SIGNALS:
    void changed();
    // `problem` is one sentence, empty when the request is on disk under `id`.
    void saved(int token, const QString& id, const QString& problem);
    void noticed(const QString& sentence);

private:
    using Answer = WorkspaceShelf::Answer;
    void run(std::function<Answer(WorkspaceShelf&)> work, std::function<void(const Answer&)> done);
    void take(const Answer& answer);
    void sayProblem(const Answer& answer);
    void reload();

    WorkspaceView m_view;
    FolderWatcher m_watcher;
    bool m_reloading = false;
    bool m_again = false;                    // something changed while that was under way
    std::shared_ptr<WorkspaceShelf> m_shelf; // touched by m_thread's work only
    QThreadPool m_thread;                    // one; its destructor waits, so nothing of this object is gone before
};

} // namespace knockback::ui
