// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/EnvironmentDesk.h"

namespace knockback::ui {

EnvironmentDesk::EnvironmentDesk(QObject* parent) : QObject(parent) {
    m_thread.setMaxThreadCount(1);
}

void EnvironmentDesk::open(const QString& folder) {
    m_files = std::make_shared<workspace::EnvironmentEdit>(folder);
    change([](workspace::EnvironmentEdit&) -> base::Outcome<workspace::FileError> { return base::Done{}; });
}

void EnvironmentDesk::change(Change change) {
    if (!m_files)
        return;
    m_thread.start([this, files = m_files, change = std::move(change)] {
        const auto done = change(*files);
        auto answer = std::make_shared<Answer>(read(*files, done ? QString() : done.error().sentence()));
        QMetaObject::invokeMethod(
            this,
            [this, answer, files] {
                if (files != m_files)
                    return; // of a workspace that is not open any more
                if (!answer->problem.isEmpty())
                    Q_EMIT failed(answer->problem);
                Q_EMIT loaded(answer->names, answer->rows);
            },
            Qt::QueuedConnection);
    });
}

EnvironmentDesk::Answer EnvironmentDesk::read(workspace::EnvironmentEdit& files, QString problem) {
    Answer answer;
    answer.problem = std::move(problem);
    const auto names = files.names();
    const auto rows = files.rows();
    if (names)
        answer.names = *names;
    if (rows)
        answer.rows = *rows;
    if (answer.problem.isEmpty() && !names)
        answer.problem = names.error().sentence();
    else if (answer.problem.isEmpty() && !rows)
        answer.problem = rows.error().sentence();
    return answer;
}

} // namespace knockback::ui
