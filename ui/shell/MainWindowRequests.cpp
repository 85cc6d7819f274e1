// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does with requests, workspaces and tabs, and what it remembers of them.
#include "ui/composer/ComposerPanel.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/UrlField.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RequestTabs.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/StatusStrip.h"
#include "ui/shell/TopBar.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QInputDialog>
#include <QSplitter>

#include <algorithm>

namespace knockback::ui {

void MainWindow::newRequest() {
    showPage(PageId::Requests);
    m_tabs->openDraft({});
    m_tabs->current()->composer().line().focusUrl();
}

void MainWindow::openDraft(const workspace::RequestDraft& draft) {
    showPage(PageId::Requests);
    m_tabs->openDraft(draft);
}

void MainWindow::openRequest(const QString& id) {
    const auto workspace = m_backend.workspace();
    const auto found = std::find_if(workspace.requests.begin(), workspace.requests.end(),
                                    [&id](const auto& request) { return request.id == id; });
    if (found == workspace.requests.end())
        return;
    showPage(PageId::Requests);
    m_tabs->openRequest(*found);
}

void MainWindow::showCall(base::CallId call) {
    showPage(PageId::Requests);
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->page(i)->call() == call)
            return m_tabs->select(i);
    }
    const auto* state = m_tracker.find(call);
    const auto workspace = m_backend.workspace();
    const auto found = std::find_if(workspace.requests.begin(), workspace.requests.end(), [&](const auto& request) {
        return state && request.draft.name == state->requestName;
    });
    if (found == workspace.requests.end())
        return;
    m_tabs->openRequest(*found);
    m_tabs->current()->follow(call);
}

void MainWindow::saveRequest() {
    auto* page = m_tabs->current();
    if (!page)
        return;
    page->composer().commit();
    auto draft = page->draft();
    if (draft.name.isEmpty())
        draft.name = page->title();
    m_saving[++m_lastToken] = page;
    m_backend.saveRequest(m_lastToken, page->id(), draft);
}

void MainWindow::noteSaved(int token, const QString& id, const QString& problem) {
    auto* page = m_saving.take(token);
    m_status->setNotice(problem.isEmpty() ? m_backend.vaultNotice() : problem);
    bool open = false;
    for (int i = 0; i < m_tabs->count(); ++i)
        open = open || m_tabs->page(i) == page;
    if (!open || !problem.isEmpty())
        return;
    page->markSaved(id);
    m_sidebar->select(SidebarKind::Request, id);
}

void MainWindow::renameRequest() {
    auto* page = m_tabs->current();
    if (!page)
        return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename request"));
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(page->title());
    connect(dialog, &QInputDialog::textValueSelected, page,
            [page](const QString& name) { page->rename(name.trimmed()); });
    dialog->open();
}

void MainWindow::duplicateRequest() {
    const auto* page = m_tabs->current();
    if (!page)
        return;
    auto draft = page->draft();
    draft.name = tr("%1 copy").arg(page->title());
    m_tabs->openDraft(draft);
}

void MainWindow::toggleScenario(const QByteArray& id) {
    for (const auto& scenario : m_backend.scenarios()) {
        if (scenario.id == id)
            return scenario.running ? m_backend.stopScenario(id) : m_backend.startScenario(id);
    }
}

void MainWindow::escalate() {
    const auto* page = m_tabs->current();
    const auto call = page && !page->call().isNull() ? page->call() : m_tracker.latestBlocked();
    if (!call.isNull())
        Q_EMIT escalateRequested(call);
}

void MainWindow::chooseWorkspace() {
    auto* dialog = new QFileDialog(this, tr("Open a folder of .http files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& folder) { m_backend.openWorkspace(folder); });
    dialog->open();
}

void MainWindow::followWorkspace() {
    const auto workspace = m_backend.workspace();
    m_settings.workspace = workspace.folder;
    QStringList names;
    for (const auto& [name, values] : workspace.environments)
        names << name;
    if (!names.contains(m_settings.environment))
        m_settings.environment = names.value(0);
    m_topBar->setWorkspace(workspace.name);
    m_topBar->setEnvironments(names, m_settings.environment);
    updateScope();
    if (std::exchange(m_tabsPending, false))
        restoreTabs();
}

void MainWindow::updateScope() {
    m_tabs->setScope(VariableScope(m_backend.workspace(), m_settings.environment, m_backend.builtInVariables(),
                                   m_backend.credentials()));
}

void MainWindow::restoreTabs() {
    const auto workspace = m_backend.workspace();
    for (auto tab : m_settings.tabs) {
        const auto found = std::find_if(workspace.requests.begin(), workspace.requests.end(),
                                        [&tab](const auto& request) { return request.id == tab.id; });
        const bool inWorkspace = found != workspace.requests.end();
        if (!inWorkspace && !tab.unsaved)
            continue;
        if (!inWorkspace)
            tab.id.clear();
        if (!tab.unsaved)
            tab.draft = found->draft;
        m_tabs->open(tab);
    }
    m_tabs->select(m_settings.currentTab);
    if (m_tabs->count() == 0 && m_settings.firstStart)
        openFirstRequest();
    if (auto* page = m_tabs->current())
        page->composer().line().url().setFocus();
}

// A newcomer finds a request that one key press sends.
void MainWindow::openFirstRequest() {
    const auto workspace = m_backend.workspace();
    if (!workspace.requests.empty())
        m_tabs->openRequest(workspace.requests.front());
    if (const auto scenarios = m_backend.scenarios(); !scenarios.empty() && !scenarios.front().running)
        m_backend.startScenario(scenarios.front().id);
}

WindowSettings MainWindow::currentSettings() const {
    WindowSettings settings = m_settings;
    settings.geometry = saveGeometry();
    for (const auto* splitter : {m_columns, m_centre})
        settings.splitters[splitter->objectName()] = splitter->saveState();
    settings.theme = m_themes.choice();
    settings.tabs = m_tabs->openTabs();
    settings.currentTab = m_tabs->currentIndex();
    return settings;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveWindowSettings(m_backend.dataDir(), currentSettings());
    event->accept();
}

} // namespace knockback::ui
