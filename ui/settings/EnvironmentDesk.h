// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/EnvironmentEdit.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace knockback::ui {

// The environment files of the open workspace, read and written on a thread of their own, one change after the other.
class EnvironmentDesk final : public QObject {
    Q_OBJECT
public:
    using Change = std::function<base::Outcome<workspace::FileError>(workspace::EnvironmentEdit&)>;

    explicit EnvironmentDesk(QObject* parent = nullptr);

    // loaded() follows.
    void open(const QString& folder);
    // loaded() follows with what is on disk then, after failed() when it could not be done.
    void change(Change change);

Q_SIGNALS:
    void loaded(const QStringList& names, const std::vector<knockback::workspace::EnvironmentRow>& rows);
    void failed(const QString& sentence);

private:
    struct Answer {
        QStringList names;
        std::vector<workspace::EnvironmentRow> rows;
        QString problem;
    };
    static Answer read(workspace::EnvironmentEdit& files, QString problem);

    std::shared_ptr<workspace::EnvironmentEdit> m_files; // touched by m_thread's work only
    QThreadPool m_thread;                                // one; its destructor waits
};

} // namespace knockback::ui
