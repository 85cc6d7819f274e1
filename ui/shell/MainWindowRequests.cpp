// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does with requests, workspaces and tabs, and what it remembers of them.
#include "ui/composer/ComposerPanel.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/UrlField.h"
#include "ui/shell/DraftText.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/OfferUndo.h"
#include "ui/shell/RequestTabs.h"
#include "ui/shell/Sidebar.h"
#include "ui/shell/StatusStrip.h"
#include "ui/shell/TopBar.h"
#include "ui/widgets/MessageBar.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QInputDialog>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>

#include <algorithm>

namespace knockback::ui {

namespace {

constexpr int recentFolders = 8;

QStringList withFolder(QStringList folders, const QString& newest) {
    if (newest.isEmpty())
        return folders;
    folders.removeAll(newest);
    folders.prepend(newest);
    return folders.mid(0, recentFolders);
}

} // namespace

workspace::RequestDraft MainWindow::blankDraft() const {
    workspace::RequestDraft draft;
    const base::Seconds limit(m_settings.preferences.timeoutSeconds);
    draft.settings.timeout = limit.count() > 0 ? std::optional<base::Milliseconds>(limit) : std::nullopt;
    return draft;
}

void MainWindow::newRequest() {
    showPage(PageId::Requests);
    m_tabs->openDraft(blankDraft());
    m_tabs->current()->composer().line().focusUrl();
}

void MainWindow::newRequestIn(const QString& file) {
    newRequest();
    m_tabs->current()->setFile(file);
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
    if (!page || !page->beginSave())
        return;
    if (page->draft().name.isEmpty())
        page->rename(page->title());
    m_saving[++m_lastToken] = page;
    m_backend.saveRequest(m_lastToken, page->id(), page->draft(), page->id().isEmpty() ? page->file() : QString());
}

void MainWindow::noteSaved(int token, const QString& id, const QString& problem) {
    const QPointer<RequestPage> page = m_saving.take(token);
    if (!page)
        return;
    page->endSave(id, problem);
    if (problem.isEmpty() && page == m_tabs->current())
        m_sidebar->select(SidebarKind::Request, id);
}

void MainWindow::renameRequest() {
    if (const QString id = m_sidebar->focusedRequest(); !id.isEmpty())
        openRequest(id);
    auto* page = m_tabs->current();
    if (!page)
        return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename request"));
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(page->title());
    connect(dialog, &QInputDialog::textValueSelected, page, [this, page](const QString& name) {
        const bool nothingElse = !page->isUnsaved() && !page->id().isEmpty();
        page->rename(name.trimmed());
        if (nothingElse && page->isUnsaved() && page == m_tabs->current())
            saveRequest();
    });
    dialog->open();
}

void MainWindow::duplicateRequest() {
    if (const QString id = m_sidebar->focusedRequest(); !id.isEmpty())
        openRequest(id);
    const auto* page = m_tabs->current();
    if (!page)
        return;
    auto draft = page->draft();
    draft.name = tr("%1 copy").arg(page->title());
    m_tabs->openDraft(draft);
}

void MainWindow::doInSidebar(const QString& id, Sidebar::Deed deed) {
    if (deed != Sidebar::Deed::Delete)
        openRequest(id);
    switch (deed) {
    case Sidebar::Deed::Open:
        return;
    case Sidebar::Deed::Rename:
        return renameRequest();
    case Sidebar::Deed::Duplicate:
        return duplicateRequest();
    case Sidebar::Deed::CopyText:
        if (const auto* page = m_tabs->current())
            QGuiApplication::clipboard()->setText(QString::fromUtf8(readableText(page->draft())));
        return;
    case Sidebar::Deed::Delete:
        return deleteRequest(id);
    }
}

// Deleting asks nothing, as it can be taken back. Unsaved edits stay in their tab.
void MainWindow::deleteRequest(const QString& id) {
    const auto workspace = m_backend.workspace();
    const auto found = std::find_if(workspace.requests.begin(), workspace.requests.end(),
                                    [&id](const auto& request) { return request.id == id; });
    if (found == workspace.requests.end())
        return;
    for (int i = m_tabs->count() - 1; i >= 0; --i) {
        if (m_tabs->page(i)->id() == id && !m_tabs->page(i)->isUnsaved())
            m_tabs->close(i);
    }
    m_backend.removeRequest(id);
    offerUndo(
        *m_undo, diagnosis::Cause::None, tr("“%1” was deleted from %2.").arg(found->draft.name, found->file),
        [this, draft = found->draft, file = found->file] { m_backend.saveRequest(++m_lastToken, {}, draft, file); });
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
    if (workspace.folder != std::exchange(m_settings.workspace, workspace.folder) && !m_tabsPending)
        m_tabs->leaveWorkspace();
    m_settings.recent = withFolder(m_settings.recent, workspace.folder);
    m_tabs->meetDisk(workspace);
    showEnvironments();
    updateScope();
    if (std::exchange(m_tabsPending, false))
        restoreTabs();
}

void MainWindow::showEnvironments() {
    const auto workspace = m_backend.workspace();
    QStringList names;
    for (const auto& [name, values] : workspace.environments)
        names << name;
    if (!names.contains(m_settings.environment))
        m_settings.environment = names.value(0);
    m_topBar->setWorkspace(workspace.name);
    m_topBar->setEnvironments(names, m_settings.environment);
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
        if (!tab.unsaved && found == workspace.requests.end())
            continue;
        if (!tab.unsaved)
            tab.draft = found->draft;
        m_tabs->open(tab);
    }
    m_tabs->select(std::min(m_settings.currentTab, m_tabs->count() - 1));
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
    settings.tabs = m_tabs->openTabs();
    settings.currentTab = m_tabs->currentIndex();
    return settings;
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveWindowSettings(m_backend.dataDir(), currentSettings());
    event->accept();
}

} // namespace knockback::ui
