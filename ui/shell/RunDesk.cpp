// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/RunDesk.h"

#include "ui/runs/RunPage.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RequestTabs.h"

namespace knockback::ui {

namespace {

QKeySequence key(const char* text) {
    return QKeySequence(QLatin1String(text));
}

} // namespace

RunDesk::RunDesk(Backend& backend, MainWindow& window, RequestTabs& tabs, ThemeManager& themes)
    : QObject(&window)
    , m_backend(backend)
    , m_window(window)
    , m_tabs(tabs)
    , m_themes(themes) {
    connect(&tabs, &RequestTabs::manyRequested, this, &RunDesk::open);
    addActions();
}

void RunDesk::addActions() {
    auto& actions = m_window.actions();
    actions.add(QStringLiteral("run.many"), tr("Run many times…"), {key("Ctrl+Alt+Return"), key("Ctrl+Alt+Enter")},
                [this] { open(); });
    actions.add(QStringLiteral("run.pause"), tr("Pause or resume the run"), {key("Ctrl+Alt+P")}, [this] {
        if (m_page)
            m_page->togglePause();
    });
    actions.add(QStringLiteral("run.stop"), tr("Stop the run"), {key("Ctrl+Alt+X")}, [this] {
        if (m_page)
            m_page->stop();
    });
}

RunPage& RunDesk::page() {
    if (!m_page) {
        m_page = new RunPage(m_backend, m_window.tracker(), m_themes);
        connect(m_page, &RunPage::closeRequested, &m_window, &MainWindow::leaveVisit);
    }
    return *m_page;
}

void RunDesk::open() {
    auto* request = m_tabs.current();
    if (!request)
        return;
    const auto* call = m_window.tracker().find(request->call());
    const auto last = call ? call->lastAttempt() : nullptr;
    std::optional<base::Nanoseconds> answerTime;
    if (last && last->exchange.attempt().response)
        answerTime = last->exchange.attempt().timing.total;
    page().prepare(request->callSpec(), request->title(), answerTime);
    m_window.visit(m_page);
}

bool RunDesk::startShown() {
    if (!m_page || !m_page->isVisible())
        return false;
    m_page->start();
    return true;
}

} // namespace knockback::ui
