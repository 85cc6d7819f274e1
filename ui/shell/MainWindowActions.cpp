// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of the window, each with its key, and the command palette that lists them.
#include "ui/composer/ComposerPanel.h"
#include "ui/composer/RequestLine.h"
#include "ui/response/ResponsePanel.h"
#include "ui/shell/CommandPalette.h"
#include "ui/shell/KeyList.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RequestTabs.h"
#include "ui/shell/TopBar.h"

#include <QMenu>

namespace knockback::ui {

void MainWindow::addRequestActions() {
    const auto onPage = [this](auto act) {
        return [this, act] {
            if (auto* page = m_tabs->current()) {
                showPage(PageId::Requests);
                act(*page);
            }
        };
    };
    m_actions.add(tr("Send"), {QKeySequence(QStringLiteral("Ctrl+Return")), QKeySequence(QStringLiteral("Ctrl+Enter"))},
                  onPage([](RequestPage& page) { page.send(); }));
    m_actions.add(tr("Send without retries"), {QKeySequence(QStringLiteral("Ctrl+Shift+Return"))},
                  onPage([](RequestPage& page) { page.send(false); }));
    m_actions.add(tr("Cancel the call"), {QKeySequence(Qt::Key_Escape)},
                  onPage([](RequestPage& page) { page.cancel(); }));
    m_actions.add(tr("Skip the wait"), {QKeySequence(QStringLiteral("Ctrl+Shift+K"))},
                  onPage([this](RequestPage& page) { m_backend.skipWait(page.call()); }));
    m_actions.add(tr("Escalate…"), {QKeySequence(QStringLiteral("Ctrl+Shift+E"))}, [this] { escalate(); });
    m_actions.add(tr("Go to the URL"), {QKeySequence(QStringLiteral("Ctrl+L"))},
                  onPage([](RequestPage& page) { page.composer().line().focusUrl(); }));
    m_actions.add(tr("Lay out the request body"), {QKeySequence(QStringLiteral("Ctrl+Shift+F"))},
                  onPage([](RequestPage& page) { page.composer().formatBody(); }));
    m_actions.add(tr("Save the response body…"), {QKeySequence(QStringLiteral("Ctrl+Shift+S"))},
                  onPage([](RequestPage& page) { page.response().saveBody(); }));
    const std::array<QString, 6> parts{tr("Params"), tr("Headers"),        tr("Auth"),
                                       tr("Body"),   tr("Retry & limits"), tr("Notes")};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto tab = static_cast<ComposerPanel::Tab>(i);
        m_actions.add(tr("Edit %1").arg(parts[i]),
                      {QKeySequence(Qt::ALT | Qt::SHIFT | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i)))},
                      onPage([tab](RequestPage& page) { page.composer().showTab(tab); }));
    }
}

void MainWindow::addTabActions() {
    m_actions.add(tr("New request"), {QKeySequence(QStringLiteral("Ctrl+N"))}, [this] { newRequest(); });
    m_actions.add(tr("Save request"), {QKeySequence(QStringLiteral("Ctrl+S"))}, [this] { saveRequest(); });
    m_actions.add(tr("Rename request…"), {QKeySequence(Qt::Key_F2)}, [this] { renameRequest(); });
    m_actions.add(tr("Duplicate request"), {QKeySequence(QStringLiteral("Ctrl+D"))}, [this] { duplicateRequest(); });
    m_actions.add(tr("Close tab"), {QKeySequence(QStringLiteral("Ctrl+W"))},
                  [this] { m_tabs->close(m_tabs->currentIndex()); });
    m_actions.add(tr("Reopen closed tab"), {QKeySequence(QStringLiteral("Ctrl+Shift+T"))},
                  [this] { m_tabs->reopen(); });
    const auto step = [this](int by) {
        if (const int count = m_tabs->count(); count > 0)
            m_tabs->select((m_tabs->currentIndex() + by + count) % count);
    };
    m_actions.add(tr("Next tab"),
                  {QKeySequence(QStringLiteral("Ctrl+PgDown")), QKeySequence(QStringLiteral("Ctrl+Tab"))},
                  [step] { step(1); });
    m_actions.add(tr("Previous tab"),
                  {QKeySequence(QStringLiteral("Ctrl+PgUp")), QKeySequence(QStringLiteral("Ctrl+Shift+Tab"))},
                  [step] { step(-1); });
    for (int i = 0; i < 9; ++i)
        m_actions.addQuiet(tr("Go to tab %1").arg(i + 1),
                           {QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i))},
                           [this, i] { m_tabs->select(i); });
}

void MainWindow::addViewActions() {
    m_actions.add(tr("Command palette"), {QKeySequence(QStringLiteral("Ctrl+K"))}, [this] { openPalette(); });
    m_actions.add(tr("Choose environment"), {QKeySequence(QStringLiteral("Ctrl+E"))},
                  [this] { m_topBar->openEnvironments(); });
    m_actions.add(tr("Open workspace…"), {QKeySequence(QStringLiteral("Ctrl+O"))}, [this] { chooseWorkspace(); });
    m_actions.add(tr("Open the lab workspace"), {QKeySequence(QStringLiteral("Ctrl+Shift+O"))},
                  [this] { m_backend.openWorkspace({}); });
    m_actions.add(tr("Show or hide the sidebar"), {QKeySequence(QStringLiteral("Ctrl+\\"))}, [this] {
        m_settings.sidebar = !m_settings.sidebar;
        applyVisibility();
    });
    m_actions.add(tr("Show or hide the limits"), {QKeySequence(QStringLiteral("Ctrl+Shift+L"))}, [this] {
        m_settings.limits = !m_settings.limits;
        applyVisibility();
    });
    m_actions.add(tr("Show or hide the timeline"), {QKeySequence(QStringLiteral("Ctrl+J"))}, [this] {
        if (m_timeline)
            m_timeline->setVisible(m_timeline->isHidden());
    });
    m_actions.add(tr("Light or dark"), {QKeySequence(QStringLiteral("Ctrl+Shift+D"))}, [this] {
        const bool dark = m_themes.theme().kind == ThemeKind::Dark;
        m_themes.choose(dark ? ThemeChoice::Light : ThemeChoice::Dark);
    });
    m_actions.add(tr("Follow the system's light or dark"), {}, [this] { m_themes.choose(ThemeChoice::System); });
    m_actions.add(tr("Keys"), {QKeySequence(Qt::Key_F1)},
                  [this] { (new KeyList(m_actions.keyLines(), this))->open(); });
    m_actions.add(tr("Quit"), {QKeySequence(QStringLiteral("Ctrl+Q"))}, [this] { close(); });
}

void MainWindow::buildWorkspaceMenu() {
    auto& menu = m_topBar->workspaceMenu();
    connect(menu.addAction(tr("Open workspace…")), &QAction::triggered, this, &MainWindow::chooseWorkspace);
    connect(menu.addAction(tr("Lab workspace")), &QAction::triggered, this, [this] { m_backend.openWorkspace({}); });
    menu.addSeparator();
    const std::array<std::pair<QString, ThemeChoice>, 3> themes{{{tr("Follow the system"), ThemeChoice::System},
                                                                 {tr("Light"), ThemeChoice::Light},
                                                                 {tr("Dark"), ThemeChoice::Dark}}};
    for (const auto& [name, choice] : themes) {
        connect(menu.addAction(name), &QAction::triggered, this, [this, wanted = choice] { m_themes.choose(wanted); });
    }
}

void MainWindow::openPalette() {
    auto entries = places();
    const auto actions = m_actions.paletteEntries(tr("Action"));
    entries.insert(entries.end(), actions.begin(), actions.end());
    m_palette->openWith(std::move(entries));
}

std::vector<PaletteEntry> MainWindow::places() {
    std::vector<PaletteEntry> entries;
    for (int i = 0; i < m_sidebarModel.rowCount(); ++i) {
        const auto row = m_sidebarModel.row(i);
        switch (row.kind) {
        case SidebarKind::Request:
            entries.push_back({tr("Request"), QString::fromUtf8(row.method) + u' ' + row.text, {}, [this, id = row.id] {
                                   openRequest(id);
                               }});
            break;
        case SidebarKind::Scenario:
            entries.push_back(
                {tr("Scenario"), (row.badge ? tr("Stop %1") : tr("Start %1")).arg(row.text), {}, [this, id = row.id] {
                     toggleScenario(id.toUtf8());
                 }});
            break;
        case SidebarKind::Credential:
            entries.push_back({tr("Credential"), row.text, {}, [this, id = row.id] {
                                   showPage(PageId::Vault);
                                   Q_EMIT credentialChosen(id.toUtf8());
                               }});
            break;
        case SidebarKind::Heading:
            break;
        }
    }
    return entries;
}

} // namespace knockback::ui
