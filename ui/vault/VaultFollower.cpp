// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/vault/VaultFollower.h"

#include <QFileInfo>

namespace knockback::ui {

VaultFollower::VaultFollower(vault::Vault& vault, base::Scheduler& scheduler, QObject* parent)
    : QObject(parent)
    , m_vault(vault)
    , m_watcher(scheduler) {
    connect(&m_watcher, &FolderWatcher::changed, this, &VaultFollower::look);
    watch();
}

// A save replaces the file, which its folder tells; whoever puts back a backup may write into it.
void VaultFollower::watch() {
    const QFileInfo file(m_vault.path());
    QStringList paths;
    if (!m_vault.path().isEmpty() && QFileInfo(file.absolutePath()).isDir())
        paths << file.absolutePath();
    if (!paths.isEmpty() && file.exists())
        paths << file.absoluteFilePath();
    m_watcher.watch(paths);
}

void VaultFollower::look() {
    watch(); // before reading: what is saved from now on is told again
    m_background.run(
        [this]() -> QString {
            const auto outcome = m_vault.reload();
            return outcome ? QString() : outcome.error().sentence;
        },
        [this](const QString& problem) {
            if (std::exchange(m_problem, problem) != problem && !problem.isEmpty())
                Q_EMIT failed(problem);
        });
}

} // namespace knockback::ui
