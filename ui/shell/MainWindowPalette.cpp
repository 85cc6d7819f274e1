// SPDX-License-Identifier: GPL-3.0-or-later
// What the command palette and the workspace menu offer.
#include "ui/models/HistorySource.h"
#include "ui/shell/CircuitDesk.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/TopBar.h"

#include <QMenu>

namespace knockback::ui {

void MainWindow::buildWorkspaceMenu() {
    auto& menu = m_topBar->workspaceMenu();
    connect(menu.addAction(tr("Open workspace…")), &QAction::triggered, this, &MainWindow::chooseWorkspace);
    connect(menu.addAction(tr("Lab workspace")), &QAction::triggered, this, [this] { m_backend.openWorkspace({}); });
    menu.addSeparator();
    connect(menu.addAction(tr("Preferences")), &QAction::triggered, this, [this] { showPage(PageId::Settings); });
}

void MainWindow::openPalette() {
    auto entries = places();
    const auto actions = m_actions.paletteEntries(tr("Action"));
    entries.insert(entries.end(), actions.begin(), actions.end());
    for (const auto& folder : m_settings.recent) {
        if (folder != m_settings.workspace)
            entries.push_back({tr("Workspace"), folder, {}, [this, folder] { m_backend.openWorkspace(folder); }});
    }
    m_palette->openWith(std::move(entries));
    searchHistory();
}

void MainWindow::searchHistory() {
    if (!m_history)
        return;
    m_palette->onTyped([this](const QString& typed) {
        m_history->search(typed, [this, typed](const std::vector<HistorySource::Hit>& hits) {
            std::vector<PaletteEntry> found;
            for (const auto& hit : hits)
                found.push_back({tr("History"), hit.text, {}, [this, id = hit.id] { Q_EMIT historyChosen(id); }});
            m_palette->addFound(typed, std::move(found));
        });
    });
}

std::vector<PaletteEntry> MainWindow::places() {
    std::vector<PaletteEntry> entries;
    const auto workspace = m_backend.workspace();
    for (const auto& request : workspace.requests)
        entries.push_back({tr("Request"),
                           QString::fromUtf8(request.draft.method) + u' ' + request.draft.name,
                           {},
                           [this, id = request.id] { openRequest(id); }});
    for (const auto& scenario : m_backend.scenarios())
        entries.push_back({tr("Scenario"),
                           (scenario.running ? tr("Stop %1") : tr("Start %1")).arg(scenario.title),
                           {},
                           [this, id = scenario.id] { toggleScenario(id); }});
    for (auto& entry : m_circuits->entries())
        entries.push_back(std::move(entry));
    for (const auto& credential : m_backend.credentials())
        entries.push_back({tr("Credential"), QString::fromUtf8(credential.name), {}, [this, name = credential.name] {
                               showPage(PageId::Vault);
                               Q_EMIT credentialChosen(name);
                           }});
    return entries;
}

} // namespace knockback::ui
