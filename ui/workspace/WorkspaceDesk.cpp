// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/WorkspaceDesk.h"

namespace knockback::ui {

WorkspaceDesk::WorkspaceDesk(QString dataDir, base::Scheduler& scheduler, QObject* parent)
    : QObject(parent)
    , m_watcher(scheduler)
    , m_shelf(std::make_shared<WorkspaceShelf>(std::move(dataDir))) {
    m_thread.setMaxThreadCount(1);
    m_thread.setExpiryTimeout(-1);
    connect(&m_watcher, &FolderWatcher::changed, this, &WorkspaceDesk::reload);
}

void WorkspaceDesk::run(std::function<Answer(WorkspaceShelf&)> work, std::function<void(const Answer&)> done) {
    m_thread.start([this, shelf = m_shelf, work = std::move(work), done = std::move(done)] {
        auto answer = std::make_shared<Answer>(work(*shelf));
        QMetaObject::invokeMethod(
            this,
            [this, answer, done] {
                take(*answer);
                done(*answer);
            },
            Qt::QueuedConnection);
    });
}

void WorkspaceDesk::take(const Answer& answer) {
    if (!answer.watched.isEmpty())
        m_watcher.watch(answer.watched);
    if (!answer.view)
        return;
    m_view = *answer.view;
    Q_EMIT changed();
}

void WorkspaceDesk::open(const QString& folder) {
    run([folder](WorkspaceShelf& shelf) { return shelf.open(folder); },
        [this](const Answer& answer) { sayProblem(answer); });
}

void WorkspaceDesk::sayProblem(const Answer& answer) {
    const QString& sentence = answer.problem.isEmpty() ? answer.notice : answer.problem;
    if (!sentence.isEmpty())
        Q_EMIT noticed(sentence);
}

void WorkspaceDesk::remove(const QString& id) {
    run([id](WorkspaceShelf& shelf) { return shelf.remove(id); }, [this](const Answer& answer) { sayProblem(answer); });
}

void WorkspaceDesk::move(const QString& id, const QString& file) {
    run([id, file](WorkspaceShelf& shelf) { return shelf.move(id, file); },
        [this](const Answer& answer) { sayProblem(answer); });
}

void WorkspaceDesk::save(int token, const QString& id, const workspace::RequestDraft& draft, const QString& file) {
    run([id, draft, file](WorkspaceShelf& shelf) { return shelf.save(id, draft, file); },
        [this, token](const Answer& answer) { Q_EMIT saved(token, answer.id, answer.problem); });
}

void WorkspaceDesk::reload() {
    if (m_reloading) {
        m_again = true; // what is being read may be older than the change
        return;
    }
    m_reloading = true;
    run([](WorkspaceShelf& shelf) { return shelf.reload(); },
        [this](const Answer& answer) {
            m_reloading = false;
            if (std::exchange(m_again, false))
                reload();
            sayProblem(answer);
        });
}

} // namespace knockback::ui
