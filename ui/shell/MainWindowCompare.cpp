// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the window that come and go, and the comparison, which is one.
#include "ui/compare/ComparePage.h"
#include "ui/models/HistorySource.h"
#include "ui/response/ResponsePanel.h"
#include "ui/shell/CompareDesk.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RequestTabs.h"

#include <QStackedWidget>

#include <algorithm>

namespace knockback::ui {

namespace {

PageId pageOf(const std::map<PageId, QWidget*>& pages, const QWidget* widget, PageId otherwise) {
    const auto found =
        std::find_if(pages.begin(), pages.end(), [&](const auto& page) { return page.second == widget; });
    return found == pages.end() ? otherwise : found->first;
}

bool isPage(const std::map<PageId, QWidget*>& pages, const QWidget* widget) {
    return std::any_of(pages.begin(), pages.end(), [&](const auto& page) { return page.second == widget; });
}

} // namespace

void MainWindow::visit(QWidget* page) {
    if (isPage(m_pages, m_stack->currentWidget()))
        m_beforeVisit = m_stack->currentWidget();
    if (m_stack->indexOf(page) < 0)
        m_stack->addWidget(page);
    m_stack->setCurrentWidget(page);
    page->setFocus();
}

bool MainWindow::leaveVisit() {
    if (isPage(m_pages, m_stack->currentWidget()))
        return false;
    showPage(pageOf(m_pages, m_beforeVisit, PageId::Requests));
    return true;
}

void MainWindow::buildCompare() {
    m_compare = new ComparePage(m_themes);
    m_stack->addWidget(m_compare);
    m_compareDesk = new CompareDesk(m_backend, *m_compare, *m_palette);
    connect(m_compareDesk, &CompareDesk::opened, this, [this] { visit(m_compare); });
    connect(m_compareDesk, &CompareDesk::historyWanted, this, [this] { showPage(PageId::History); });
    connect(m_compare, &ComparePage::closeRequested, this, &MainWindow::leaveVisit);
    connect(m_tabs, &RequestTabs::partnerWanted, m_compareDesk, &CompareDesk::choosePartner);
    connect(m_tabs, &RequestTabs::compareRequested, m_compareDesk, &CompareDesk::compareDrafts);
    m_actions.add(QStringLiteral("compare"), tr("Compare the answer with…"),
                  {QKeySequence(QStringLiteral("Ctrl+Shift+C"))},
                  onPage([this](RequestPage& page) { m_compareDesk->choosePartner(page.response().shownAttempt()); }));
    const auto step = [this](int by) {
        return [this, by] {
            if (m_stack->currentWidget() == m_compare)
                m_compare->step(by);
        };
    };
    m_actions.add(QStringLiteral("compare.next"), tr("Next difference"), {QKeySequence(Qt::Key_F7)}, step(1));
    m_actions.add(QStringLiteral("compare.previous"), tr("Previous difference"), {QKeySequence(Qt::SHIFT | Qt::Key_F7)},
                  step(-1));
}

void MainWindow::compare(const journal::AttemptPtr& left, const journal::AttemptPtr& right) {
    m_compareDesk->compare(left, right);
}

void MainWindow::setHistory(std::unique_ptr<HistorySource> history) {
    m_history = std::move(history);
    m_compareDesk->setHistory(m_history.get());
}

} // namespace knockback::ui
